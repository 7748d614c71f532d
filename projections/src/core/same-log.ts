import type { EventStore } from '@peremena/events/store';
import type { Sql } from './connection.ts';

/** The read models were made from another log than the one in use. */
export class OtherLog extends Error {
  override readonly name = 'OtherLog';
  constructor() {
    super(
      'The read models in this database were made from another log than the one in use. Use the log they belong to (PEREMENA_STORE, ' +
        'EVENTSTORE_URL), or remove them, and the next start makes them from this log: drop schema read_models cascade.',
    );
  }
}

/**
 * Sees to it that read models go on with the log they were made from: a log is known by its first event and by where that stands. Positions of
 * another log would mean nothing, also where it is a copy. Throws `OtherLog`.
 */
export async function holdToLog(sql: Sql, store: Pick<EventStore, 'readAll'>): Promise<void> {
  const [first] = await store.readAll({ limit: 1 });
  const [kept] = await sql<{ event_id: string; position: bigint }[]>`select event_id, position from followed_log`;
  if (kept) {
    if (kept.event_id !== first?.id || kept.position !== first.position) throw new OtherLog();
    return;
  }
  const [begun] = await sql`select 1 from checkpoints where position > 0 limit 1`;
  if (!first) {
    if (begun) throw new OtherLog();
    return;
  }
  await sql`insert into followed_log (event_id, position) values (${first.id}, ${first.position}) on conflict do nothing`;
}
