import type { Sql } from 'postgres';
import type { Device } from './device.ts';

type Database = Sql<{ bigint: bigint }>;

/** A place where a person is signed in, as shown to that person. */
export interface OwnSession extends Device {
  readonly id: string;
  readonly startedAt: string;
  /** To ten minutes. */
  readonly seenAt: string;
  readonly network: string | null;
  /** The session that asks. */
  readonly current: boolean;
}

interface Row {
  readonly id: string;
  readonly started_at: Date;
  readonly seen_at: Date;
  readonly browser: string | null;
  readonly system: string | null;
  readonly network: string | null;
  readonly current: boolean;
}

/** Where a person is signed in: the asking session first, then by when they were last seen. */
export async function ownSessions(sql: Database, personId: string, sessionKey: string): Promise<readonly OwnSession[]> {
  const rows = await sql<Row[]>`
    select id, started_at, seen_at, browser, system, network, key = decode(${sessionKey}, 'hex') as current
    from api.sessions where person_id = ${personId} and expires_at > now() and not awaits_code order by current desc, seen_at desc, id`;
  return rows.map(({ started_at: startedAt, seen_at: seenAt, ...rest }) => ({
    ...rest,
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
  }));
}

/** Ends one session of a person and gives its key; null where the person has no such session. */
export async function endOwn(sql: Database, personId: string, id: string): Promise<string | null> {
  const [row] = await sql<{ key: string }[]>`
    delete from api.sessions where person_id = ${personId} and id = ${id} returning encode(key, 'hex') as key`;
  return row?.key ?? null;
}

/** Ends every session of a person. */
export async function endEverywhere(sql: Database, personId: string): Promise<void> {
  await sql`delete from api.sessions where person_id = ${personId}`;
}

/** Ends every session of a person except one, and gives their keys. */
export async function endOthers(sql: Database, personId: string, sessionKey: string): Promise<readonly string[]> {
  const rows = await sql<{ key: string }[]>`
    delete from api.sessions where person_id = ${personId} and key <> decode(${sessionKey}, 'hex')
    returning encode(key, 'hex') as key`;
  return rows.map(({ key }) => key);
}
