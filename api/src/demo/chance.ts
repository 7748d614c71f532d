/** Repeatable chance for the demo school: the same seed gives the same school. Not for secrets. */
export interface Chance {
  /** A number from 0 up to 1, exclusive. */
  readonly next: () => number;
  /** A whole number from `from` to `to`, inclusive. */
  readonly between: (from: number, to: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Roughly normal, mean 0, spread 1. */
  readonly bell: () => number;
}

/** Chance from a text: FNV-1a for the seed, mulberry32 for the numbers. */
export function chance(seed: string): Chance {
  let state = 2_166_136_261;
  for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0)!, 16_777_619);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (list) => list[Math.floor(next() * list.length)]!,
    bell: () => next() + next() + next() + next() + next() + next() - 3,
  };
}
