import { decimal, plus, round, times, type Fraction } from './decimal.ts';
import type { Scale } from './scales.ts';

/** A mark with its weight, a whole number of at least 1. */
export interface Weighted {
  readonly value: string;
  readonly weight: number;
}

/**
 * The weighted average of marks, exact, rounded to `places` decimals with halves up: a decimal string, or null where no mark counts.
 * Marks that are off the scale or count for nothing on it are left out with their weight.
 */
export function average(scale: Scale, marks: Iterable<Weighted>, places = 2): string | null {
  let sum: Fraction = { numerator: 0n, denominator: 1n };
  let weights = 0n;
  for (const { value, weight } of marks) {
    const counts = Object.hasOwn(scale.counts, value) ? scale.counts[value] : undefined;
    if (counts === undefined) continue;
    sum = plus(sum, times(decimal(counts), BigInt(weight)));
    weights += BigInt(weight);
  }
  if (weights === 0n) return null;
  return round({ numerator: sum.numerator, denominator: sum.denominator * weights }, places);
}
