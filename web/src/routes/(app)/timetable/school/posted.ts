interface Bell {
  readonly slot: number;
  readonly from: string;
  readonly to: string;
}

/** The bells a form holds: `from-N` and `to-N` for each slot; a slot with both empty does not ring. */
export function bellsIn(form: FormData): readonly Bell[] {
  return [...form.keys()].flatMap((name) => {
    const slot = /^from-(\d+)$/.exec(name)?.[1];
    if (slot === undefined) return [];
    const [from, to] = [`from-${slot}`, `to-${slot}`].map((field) => String(form.get(field) ?? '').slice(0, 5));
    return from || to ? [{ slot: Number(slot), from: from ?? '', to: to ?? '' }] : [];
  });
}

/** Special days as a form holds them; what does not belong to their kind is left out. */
export function specialIn(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const kind = text('kind');
  const bells = [...form.entries()].flatMap(([name, value]) =>
    name.startsWith('instead-') && typeof value === 'string' && value !== ''
      ? [{ usual: name.slice('instead-'.length), instead: value }]
      : [],
  );
  const runsAs = text('runsAs');
  const open = kind === 'short_day' || kind === 'working_day';
  return {
    kind,
    title: text('title'),
    from: text('from'),
    to: text('to') || text('from'),
    bells: open ? bells : [],
    runsAs: open && runsAs !== '' ? Number(runsAs) : null,
  };
}
