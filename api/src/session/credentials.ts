import { timingSafeEqual } from 'node:crypto';
import type { Sql } from 'postgres';
import { type HashingQueue, nobodysHash, verifyPassword } from './argon2.ts';
import { codeHash, newCode } from './code.ts';

type Database = Sql<{ bigint: bigint }>;

/** A sign-in to make. With `passwordHash` (see `hashPassword`) that password; without one a first-use code is made. */
export interface NewSignIn {
  readonly login: string;
  readonly personId: string;
  readonly passwordHash?: string;
  /** A first-use code (see `newCode`) that the caller has put in a safe place already. */
  readonly code?: string;
}

/** A sign-in that did not exist before; `code` is told once and stored nowhere, null where a password was given. */
export interface MadeSignIn {
  readonly login: string;
  readonly personId: string;
  readonly code: string | null;
}

/** Logins are compared in one form: NFKC, lower case, no spaces around. */
export function loginForm(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

const codeDays = 90;

/**
 * Makes sign-ins in bulk, without hashing: a first-use code has enough chance in it for SHA-256. People and logins that have a sign-in
 * already are left alone and are not in the answer.
 */
export async function createSignIns(sql: Database, list: readonly NewSignIn[]): Promise<readonly MadeSignIn[]> {
  const made: MadeSignIn[] = [];
  for (let start = 0; start < list.length; start += 2_000) {
    const rows = list.slice(start, start + 2_000).map((one) => {
      const login = loginForm(one.login);
      const code = one.passwordHash === undefined ? (one.code ?? newCode()) : null;
      return {
        login,
        personId: one.personId,
        password: one.passwordHash ?? null,
        code,
        codeHash: code && codeHash(login, code).toString('hex'),
      };
    });
    const inserted = await sql<{ login: string }[]>`
      insert into api.credentials (login, person_id, password_hash, code_hash, code_expires_at, must_change)
      select login, person_id, password_hash, decode(code_hash, 'hex'),
             case when code_hash is null then null else now() + make_interval(days => ${codeDays}) end, code_hash is not null
      from json_to_recordset(${JSON.stringify(
        rows.map(({ login, personId, password, codeHash: hash }) => ({
          login,
          person_id: personId,
          password_hash: password,
          code_hash: hash,
        })),
      )}::text::json) as n(login text, person_id uuid, password_hash text, code_hash text)
      on conflict do nothing
      returning login`;
    const fresh = new Set(inserted.map((row) => row.login));
    made.push(
      ...rows.filter((row) => fresh.has(row.login)).map(({ login, personId, code }) => ({ login, personId, code })),
    );
  }
  return made;
}

interface CredentialRow {
  readonly login: string;
  readonly person_id: string;
  readonly password_hash: string | null;
  readonly code_hash: Buffer | null;
  readonly code_valid: boolean;
  readonly must_change: boolean;
  readonly disabled: boolean;
}

/** The person whose secret (password or first-use code) this is, or null. One hashing each time, whatever the login. */
export async function whose(
  sql: Database,
  hashing: HashingQueue,
  login: string,
  secret: string,
): Promise<{ personId: string } | null> {
  const [row] = await sql<CredentialRow[]>`
    select login, person_id, password_hash, code_hash, coalesce(code_expires_at > now(), false) as code_valid, must_change, disabled
    from api.credentials where login = ${loginForm(login)}`;
  return matches(row, hashing, secret);
}

/** Whether a secret is the one of a signed-in person. */
export async function isSecretOf(
  sql: Database,
  hashing: HashingQueue,
  personId: string,
  secret: string,
): Promise<boolean> {
  const [row] = await sql<CredentialRow[]>`
    select login, person_id, password_hash, code_hash, coalesce(code_expires_at > now(), false) as code_valid, must_change, disabled
    from api.credentials where person_id = ${personId}`;
  return (await matches(row, hashing, secret)) !== null;
}

/** The person of a login, null where nobody has it. */
export async function personOf(sql: Database, login: string): Promise<string | null> {
  const [row] = await sql<{ person_id: string }[]>`
    select person_id from api.credentials where login = ${loginForm(login)}`;
  return row?.person_id ?? null;
}

/** The login of a person, null where they have no sign-in. */
export async function loginOf(sql: Database, personId: string): Promise<string | null> {
  const [row] = await sql<{ login: string }[]>`select login from api.credentials where person_id = ${personId}`;
  return row?.login ?? null;
}

/** The logins of people; who has no sign-in is absent. */
export async function loginsOf(sql: Database, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ person_id: string; login: string }[]>`
    select person_id, login from api.credentials where person_id = any(${[...personIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.person_id, row.login]));
}

async function matches(
  row: CredentialRow | undefined,
  hashing: HashingQueue,
  secret: string,
): Promise<{ personId: string } | null> {
  const byPassword = await hashing.run(async () => verifyPassword(row?.password_hash ?? (await nobodysHash), secret));
  if (!row || row.disabled) return null;
  const byCode =
    row.code_hash !== null && row.code_valid && timingSafeEqual(row.code_hash, codeHash(row.login, secret));
  return (row.password_hash !== null && byPassword) || byCode ? { personId: row.person_id } : null;
}

/** Sets a password, uses up the first-use code, and ends every session of the person. */
export async function setPassword(sql: Database, personId: string, passwordHash: string): Promise<void> {
  await sql`
    with set as (
      update api.credentials set password_hash = ${passwordHash}, code_hash = null, code_expires_at = null, must_change = false, changed_at = now(),
        reset_by = null, reset_reason = null, reset_at = null
      where person_id = ${personId} returning person_id
    )
    delete from api.sessions where person_id in (select person_id from set)`;
}

/** Disables a sign-in and ends every session of the person. */
export async function disableSignIn(sql: Database, personId: string): Promise<void> {
  await sql`
    with off as (update api.credentials set disabled = true, changed_at = now() where person_id = ${personId} returning person_id)
    delete from api.sessions where person_id in (select person_id from off)`;
}
