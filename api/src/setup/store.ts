import { createHash } from 'node:crypto';
import type { Sql } from '@peremena/projections/queries';
import { newCode } from '../session/code.ts';
import type { SetUpBody } from './commands.ts';

const hours = 24;

/** How the code of the console is kept. It has four groups (79 bits), so nothing slower is needed. Case and dashes do not count. */
export type SetUpHash = (code: string) => Buffer;
export const setUpHash: SetUpHash = (code) =>
  createHash('sha256')
    .update(`set up\n${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`)
    .digest();

/** What is to be made, from the moment the code was used. */
export interface SetUp {
  readonly id: string;
  readonly school: Pick<SetUpBody, 'title' | 'timeZone' | 'scale' | 'country'>;
  /** Sealed: see `set-up.ts`. */
  readonly admin: Buffer;
  readonly begunAt: Date;
}

/** Makes the code of this system anew, told once and stored nowhere; null where the set-up has begun already. */
export async function newSetUpCode(
  sql: Sql,
  hash: SetUpHash = setUpHash,
): Promise<{ readonly code: string; readonly hours: number } | null> {
  const code = newCode(4);
  const rows = await sql`
    insert into api.set_up as s (hash, expires_at) values (${hash(code)}, now() + make_interval(hours => ${hours}))
    on conflict (single) do update set hash = excluded.hash, expires_at = excluded.expires_at where s.begun_at is null
    returning 1`;
  return rows.length > 0 ? { code, hours } : null;
}

/** Where the set-up stands: `waiting` for the code, `begun`, or over (`closed`), as in a system that never had one. */
export async function setUpState(sql: Sql): Promise<'waiting' | 'begun' | 'closed'> {
  const [row] = await sql<{ begun: boolean; done: boolean }[]>`
    select begun_at is not null as begun, done_at is not null as done from api.set_up`;
  if (!row || row.done) return 'closed';
  return row.begun ? 'begun' : 'waiting';
}

/** Whether this is the code that was printed last, and its time is not over. The id belongs to everything that is made with it. */
export async function findSetUp(sql: Sql, code: string): Promise<{ readonly id: string } | null> {
  const [row] = await sql<{ id: string }[]>`
    select id from api.set_up where hash = ${setUpHash(code)} and expires_at > now() and begun_at is null`;
  return row ?? null;
}

/** Uses the code up and keeps what is to be made, in one statement: of many at once one begins. False for the others. */
export async function beginSetUp(
  sql: Sql,
  code: string,
  { school, admin }: Pick<SetUp, 'school' | 'admin'>,
): Promise<boolean> {
  const begun = await sql`
    update api.set_up set begun_at = now(), school = ${JSON.stringify(school)}::text::jsonb, admin = ${admin}
    where hash = ${setUpHash(code)} and expires_at > now() and begun_at is null returning 1`;
  return begun.length > 0;
}

/** A set-up that began and was not finished, null where there is none. */
export async function begunSetUp(sql: Sql): Promise<SetUp | null> {
  const [row] = await sql<SetUp[]>`
    select id, school, admin, begun_at as "begunAt" from api.set_up where begun_at is not null and done_at is null`;
  return row ?? null;
}

/**
 * Makes the sign-in of the first admin and closes the set-up, in one statement; what was kept is forgotten. A login that somebody else got in
 * between (an import beside us) is told apart by the id.
 */
export async function closeSetUp(
  sql: Sql,
  { id, personId, login, passwordHash }: Readonly<Record<'id' | 'personId' | 'login' | 'passwordHash', string>>,
): Promise<void> {
  await sql`
    with closed as (
      update api.set_up set done_at = now(), school = null, admin = null where id = ${id} and done_at is null returning id
    )
    insert into api.credentials (login, person_id, password_hash)
    select case when exists (select 1 from api.credentials where login = ${login}) then ${login}::text || '.' || left(${personId}, 4)
      else ${login}::text end, ${personId}, ${passwordHash}
    from closed on conflict (person_id) do nothing`;
}
