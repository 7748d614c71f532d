import { decode } from '@peremena/events';
import { openPostgresStore } from '@peremena/events/store';
import { liveSchema, openReadModels } from '../src/core/connection.ts';
import { carryOut, type Carry } from '../src/core/lane.ts';
import { holdProjectorLock } from '../src/core/lock.ts';
import { run } from '../src/core/run.ts';
import { models } from './clean-replay.ts';

/**
 * A projector of which there are two: `one-of-two.ts URL guarded|unguarded`. It works while it holds the lock, as the product's does, and asks its parent
 * before each statement for the tally.
 */
export type Told = 'leads' | 'asks' | 'went on';

const [url, kind] = process.argv.slice(2) as [string, 'guarded' | 'unguarded'];

// Nobody is left to end it.
process.on('disconnect', () => process.exit(1));
const tell = (told: Told): void => void process.send?.(told);
const go = (): Promise<void> => new Promise((resolve) => process.once('message', () => resolve()));

const carry: Carry = async (sql, statement) => {
  if (statement.parameters[0] !== 'tally_v1') return carryOut(sql, statement);
  const told = go();
  tell('asks');
  await told;
  // Broken on purpose: takes the place of the read model for where it was when the statement was made.
  const text =
    kind === 'unguarded' ? statement.text.replace(/position = \$3::bigint/, '$3::bigint is not null') : statement.text;
  return carryOut(sql, { ...statement, text }).finally(() => tell('went on'));
};

const sql = openReadModels({ url });
const store = await openPostgresStore({ url, migrate: false, role: 'reader' });
const signal = new AbortController().signal;
for (;;) {
  const held = await holdProjectorLock(url, liveSchema, signal);
  if (!held) break;
  tell('leads');
  const reading = { decode, open: <T>(events: T) => Promise.resolve(events) };
  await run({ sql, store, reading, models, signal: held.lost, pageSize: 20, carry });
  await held.release();
}
