import type { EventStore } from '@peremena/events/store';
import type { Sql } from './connection.ts';

/** The read models were made from another log than the one in use. */
export class OtherLog extends Error {
  override readonly name = 'OtherLog';
  constructor(empty: boolean) {
    super(
      empty
        ? 'The log is empty, but the read models in this database were made from one: bring the volume or the address of the log back ' +
            '(PEREMENA_STORE, EVENTSTORE_URL, DATABASE_URL), or begin anew with: npm run cli -- projection reset.'
        : 'The read models in this database were made from another log than the one in use: use the log they belong to (PEREMENA_STORE, ' +
            'EVENTSTORE_URL), or let them be made from this one with: npm run cli -- projection reset.',
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
    if (kept.event_id !== first?.id || kept.position !== first.position) throw new OtherLog(!first);
    return;
  }
  const [begun] = await sql`select 1 from checkpoints where position > 0 limit 1`;
  if (!first) {
    if (begun) throw new OtherLog(true);
    return;
  }
  await sql`insert into followed_log (event_id, position) values (${first.id}, ${first.position}) on conflict do nothing`;
}

/** Throws `OtherLog` where there are read models already and they are not of this log; for those who only read them. */
export async function belongToLog(sql: Sql, store: Pick<EventStore, 'readAll'>): Promise<void> {
  const [there] = await sql<{ made: boolean }[]>`select to_regclass('followed_log') is not null as made`;
  if (!there?.made) return;
  const [kept] = await sql<{ event_id: string; position: bigint }[]>`select event_id, position from followed_log`;
  if (!kept) return;
  const [first] = await store.readAll({ limit: 1 });
  if (kept.event_id !== first?.id || kept.position !== first.position) throw new OtherLog(!first);
}
