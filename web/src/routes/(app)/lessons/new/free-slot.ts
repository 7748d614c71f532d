interface Slotted {
  readonly slot: number;
}

/** The slot to suggest: the likely one, or the first after it (then before it) in which the group has no lesson yet. */
export function freeSlot(bells: readonly Slotted[], likely: number, taken: readonly number[]): number {
  const free = bells.map(({ slot }) => slot).filter((slot) => !taken.includes(slot));
  return free.find((slot) => slot >= likely) ?? free.at(-1) ?? likely;
}
