import type { EventStore, StoredEvent } from '@peremena/events/store';
import type { Sql } from './connection.ts';
import { carryOut, dataError, Lane, type Met } from './lane.ts';
import { meetPage, type Reading } from './meet.ts';
import { RowRefused, Stretch } from './merge.ts';
import { resumeStatement } from './rows.ts';

/**
 * Tries the parked events of a read model again, stream by stream in the order of the log: what a fix has made readable is carried out
 * and struck from the list, one statement an event; a stream stays parked from its first event that still fails. Gives what it carried out.
 */
export async function resumeParked(
  sql: Sql,
  store: Pick<EventStore, 'readAll'>,
  reading: Reading,
  lane: Lane,
): Promise<readonly Met[]> {
  const rows = await sql<{ stream: string; position: bigint }[]>`
    select stream, position from parked_events where read_model = ${lane.table} order by position`;
  const failed = new Set<string>();
  const done: Met[] = [];
  for (const { stream, position } of rows) {
    if (failed.has(stream)) continue;
    const [stored] = await store.readAll({ from: position, limit: 1 });
    const met = stored?.position === position ? await resumeOne(sql, reading, lane, stored) : null;
    if (met) done.push(met);
    else failed.add(stream);
  }
  return done;
}

async function resumeOne(sql: Sql, reading: Reading, lane: Lane, stored: StoredEvent): Promise<Met | null> {
  // A lane of its own that stands before the log's begin: every event counts as not seen.
  const [met] = (await meetPage(reading, [new Lane(sql, lane.model)], [stored])).values().next().value ?? [];
  if (!met || met.poison !== undefined) return null;
  const stretch = new Stretch(lane.model);
  try {
    stretch.add(met.operations);
    return (await carryOut(sql, resumeStatement(lane.model, lane.table, met.position, stretch))) ? met : null;
  } catch (error) {
    if (error instanceof RowRefused || dataError(error)) return null;
    throw error;
  }
}
