import { Stretch } from '../src/core/merge.ts';
import type { RowOperation } from '../src/core/projection.ts';

/** Broken on purpose: takes every operation, so that a patch by the secondary key meets rows changed beside it. */
export class OvertakingStretch extends Stretch {
  override takes(_operations: readonly RowOperation[]): boolean {
    return true;
  }
}
