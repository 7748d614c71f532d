import { createHash } from 'node:crypto';
import type { DisownedFor } from '@peremena/events';
import type { Sql } from 'postgres';
import { newCode } from '../session/code.ts';
import { loginForm } from '../session/credentials.ts';

type Database = Sql<{ bigint: bigint }>;

const days = 30;

/** What is stored of a code. It names its invitation by itself, so it has four groups (79 bits), not three. Case and dashes do not count. */
export function invitationHash(code: string): Buffer {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return createHash('sha256').update(`invitation\n${plain}`).digest();
}

export interface ToGive {
  readonly personIds: readonly string[];
  readonly schoolId: string;
  readonly classId: string;
  readonly by: string;
}

/** Gives each person a new code, told once and stored nowhere; those given for the class before count no more. */
export async function giveInvitations(
  sql: Database,
  { personIds, schoolId, classId, by }: ToGive,
): Promise<{ readonly until: string | null; readonly codes: ReadonlyMap<string, string> }> {
  const codes = new Map(personIds.map((personId) => [personId, newCode(4)]));
  const list = [...codes].map(([person_id, code]) => ({ person_id, hash: invitationHash(code).toString('hex') }));
  const rows = await sql<{ until: Date }[]>`
    insert into api.invitations (hash, person_id, school_id, class_id, given_by, expires_at)
    select decode(hash, 'hex'), person_id, ${schoolId}, ${classId}, ${by}, now() + make_interval(days => ${days})
    from json_to_recordset(${JSON.stringify(list)}::text::json) as n(person_id uuid, hash text)
    returning expires_at as until`;
  return { until: rows[0]?.until.toISOString() ?? null, codes };
}

/** How an invitation stands; all but `open` are refused. `done`: its person has a sign-in. */
export type InvitationState = 'open' | 'used' | 'disowned' | 'replaced' | 'expired' | 'done';

export interface Invitation {
  readonly number: bigint;
  readonly personId: string;
  readonly schoolId: string;
  readonly classId: string;
  readonly until: string;
  readonly usedAt: string | null;
  readonly state: InvitationState;
}

// What counts, in SQL, of a row `i`.
const replaced = (sql: Database) => sql`exists (
  select 1 from api.invitations n where n.class_id = i.class_id and n.person_id = i.person_id and n.number > i.number)`;
const stateOf = (sql: Database) => sql`case
  when i.used_at is not null then 'used' when i.disowned is not null then 'disowned' when ${replaced(sql)} then 'replaced'
  when exists (select 1 from api.credentials c where c.person_id = i.person_id) then 'done'
  when i.expires_at <= now() then 'expired' else 'open' end`;

/** The invitation of a code, null where there is none. */
export async function findInvitation(sql: Database, code: string): Promise<Invitation | null> {
  const [row] = await sql<
    (Pick<Invitation, 'number' | 'state'> & Record<'person_id' | 'school_id' | 'class_id', string> & Dates)[]
  >`
    select number, person_id, school_id, class_id, expires_at, used_at, ${stateOf(sql)} as state
    from api.invitations i where hash = ${invitationHash(code)}`;
  if (!row) return null;
  return {
    number: row.number,
    personId: row.person_id,
    schoolId: row.school_id,
    classId: row.class_id,
    until: row.expires_at.toISOString(),
    usedAt: row.used_at?.toISOString() ?? null,
    state: row.state,
  };
}

interface Dates {
  readonly expires_at: Date;
  readonly used_at: Date | null;
}

/** A sign-in that is to be made with a code. */
export interface ToClaim {
  readonly code: string;
  readonly login: string;
  readonly passwordHash: string;
}

/**
 * Makes the sign-in and uses the code up, in one statement; of many at once one is given the person's id. Null where the code does not count,
 * or somebody has the login.
 */
export async function claimInvitation(
  sql: Database,
  { code, login, passwordHash }: ToClaim,
): Promise<{ readonly personId: string } | null> {
  const [row] = await sql<{ personId: string }[]>`
    with i as materialized (
      select number, person_id from api.invitations i
      where hash = ${invitationHash(code)} and used_at is null and disowned is null and expires_at > now() and not ${replaced(sql)}
      for update
    ), made as (
      insert into api.credentials (login, person_id, password_hash)
      select ${loginForm(login)}, person_id, ${passwordHash} from i
      on conflict do nothing
      returning person_id
    ), used as (
      update api.invitations set used_at = now() where number in (select number from i) and exists (select 1 from made)
    )
    select person_id as "personId" from made`;
  return row ?? null;
}

/** Ends a code that counted, because who read it says that it is not for them. False where it did not count. */
export async function disownInvitation(
  sql: Database,
  number: bigint,
  why: DisownedFor,
  by: string | null,
): Promise<boolean> {
  const rows = await sql`
    update api.invitations i set disowned = ${why}, disowned_at = now(), disowned_by = ${by}
    where number = ${number} and used_at is null and disowned is null and expires_at > now() and not ${replaced(sql)}
    returning 1`;
  return rows.length > 0;
}
