/** The parts of a name; null where there is none or it was erased. */
export interface Name {
  readonly family: string | null;
  readonly given: string | null;
}

/** «Константинопольский А.»: what does not fit shortens the first name, never the surname. */
export function familyAndGiven({ family, given }: Name, room: number): string {
  if (!family || !given) return family ?? given ?? '—';
  const full = `${family} ${given}`;
  return full.length <= room ? full : `${family} ${[...given][0]}.`;
}
