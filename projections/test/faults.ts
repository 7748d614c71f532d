import { Stretch } from '../src/core/merge.ts';
import type { RowOperation } from '../src/core/projection.ts';

/** Broken on purpose: takes every operation, so that a patch by the secondary key meets rows changed beside it. */
export class OvertakingStretch extends Stretch {
  override takes(_operations: readonly RowOperation[]): boolean {
    return true;
  }
}

/** Broken on purpose: some events count again, as they would where the position of a lane is not looked at. */
export function doubling<T extends { readonly position: bigint }>(_lane: unknown, met: readonly T[]): readonly T[] {
  return met.flatMap((one) => (one.position % 7n === 0n ? [one, one] : [one]));
}
