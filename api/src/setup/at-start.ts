import type { Parts } from '../core/parts.ts';
import { finishSetUp } from './set-up.ts';
import { newSetUpCode } from './store.ts';

/** A code to make the first school with, told on the console only. */
export interface SetUpCode {
  readonly code: string;
  /** How many hours it counts. */
  readonly hours: number;
}

/** Finishes a set-up that was begun, and gives an empty system a new code; null where there is a school. */
export async function setUpAtStart(
  parts: Pick<Parts, 'sql' | 'vault' | 'commands' | 'store'>,
): Promise<SetUpCode | null> {
  await finishSetUp(parts);
  return (await parts.store.head()) === 0n ? newSetUpCode(parts.sql) : null;
}
