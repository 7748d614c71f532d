import type { ResetReason } from '@peremena/events';
import type { Sql } from 'postgres';
import { codeHash, newCode } from './code.ts';

type Database = Sql<{ bigint: bigint }>;

const codeDays = 7;

export interface Reset {
  readonly personId: string;
  readonly by: string;
  readonly reason: string;
  readonly commandId: string;
}

/** A reset that the person has not yet answered with a password of their own. */
export interface ResetToTell {
  readonly by: string;
  readonly reason: ResetReason;
  readonly at: string;
}

/** Whether a person has a sign-in that is not disabled. */
export async function hasSignIn(sql: Database, personId: string): Promise<boolean> {
  const rows = await sql`select 1 from api.credentials where person_id = ${personId} and not disabled`;
  return rows.length > 0;
}

/**
 * Puts a first-use code in the place of the password, ends every session of the person and takes away the link to a provider: whoever linked
 * it may be why the reset is needed. The same command again gives another code as long
 * as none was used: the answer with the first one may have been lost. Null once it was used.
 */
export async function resetPassword(
  sql: Database,
  { personId, by, reason, commandId }: Reset,
): Promise<{ readonly login: string; readonly code: string } | null> {
  const code = newCode();
  const [row] = await sql<{ login: string }[]>`select login from api.credentials where person_id = ${personId}`;
  if (!row) return null;
  const set = await sql`
    with set as (
      update api.credentials
      set password_hash = null, code_hash = ${codeHash(row.login, code)}, code_expires_at = now() + make_interval(days => ${codeDays}),
        must_change = true, changed_at = now(), reset_by = ${by}, reset_reason = ${reason}, reset_at = now(), reset_command = ${commandId}
      where person_id = ${personId} and not disabled and (reset_command is distinct from ${commandId} or password_hash is null)
      returning person_id
    ), ended as (delete from api.sessions where person_id in (select person_id from set)
    ), unlinked as (delete from api.provider_links where person_id in (select person_id from set))
    select 1 from set`;
  return set.length > 0 ? { login: row.login, code } : null;
}

/** The reset a person is to be told of, null where there is none. */
export async function resetToTell(sql: Database, personId: string): Promise<ResetToTell | null> {
  const [row] = await sql<{ by: string; reason: ResetReason; at: Date }[]>`
    select reset_by as by, reset_reason as reason, reset_at as at from api.credentials
    where person_id = ${personId} and must_change and reset_by is not null`;
  return row ? { ...row, at: row.at.toISOString() } : null;
}
