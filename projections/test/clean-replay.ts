import { decode } from '@peremena/events';
import type { EventStore } from '@peremena/events/store';
import { all } from '../src/all.ts';
import { openReadModels, type Sql } from '../src/core/connection.ts';
import { run } from '../src/core/run.ts';
import { prepareTables } from '../src/core/tables.ts';
import { createWaiting } from '../src/core/wait.ts';
import { hashes } from './read-models.ts';
import { tally, tallyTable } from './tally.ts';

/** All read models, and the one that adds up. */
export const models = [...all, tally];

export async function addTally(sql: Sql): Promise<void> {
  await sql.unsafe(tallyTable);
  await sql`insert into checkpoints values ('tally_v1', 0)`;
}

/** What the tables hold after the log was read once, in a schema of its own that is there only then. */
export async function cleanReplay(
  url: string,
  store: EventStore,
  position: bigint,
): Promise<Readonly<Record<string, string>>> {
  const clean = openReadModels({ url, schema: 'clean' });
  await prepareTables(clean, 'clean', all);
  await addTally(clean);
  const stop = new AbortController();
  const reading = { decode, open: <T>(events: T) => Promise.resolve(events) };
  const waiting = createWaiting(clean, models);
  const running = run({ sql: clean, store, reading, models, signal: stop.signal, progress: waiting.noticed });
  await waiting.waitFor(
    models.map(({ name }) => name),
    position,
    60_000,
  );
  stop.abort();
  await running;
  const found = await hashes(clean, models);
  await clean`drop schema clean cascade`;
  await clean.end();
  return found;
}
