import { randomBytes } from 'node:crypto';
import { unwrap, type Vault, wrap } from '@peremena/events/store';
import type { Sql } from 'postgres';
import { codeHash, newCode } from './code.ts';
import { base32, stepOf } from './totp.ts';

type Database = Sql<{ bigint: bigint }>;

/** Where second factors are kept: their rows, and the vault whose keys seal the secrets. */
export interface FactorStore {
  readonly sql: Database;
  readonly vault: Pick<Vault, 'findOrMake'>;
}

/** What an authenticator is given, by picture or typed. */
export interface Offered {
  readonly secret: string;
  readonly address: string;
}

/** The second factor of a person. `recoveryLeft`: recovery codes not yet used. */
export interface FactorState {
  readonly on: boolean;
  readonly recoveryLeft: number;
}

const recoveryCodes = 10;
const placeOf = (personId: string) => `second-factor/${personId}`;

async function keyOf({ vault }: FactorStore, personId: string): Promise<Buffer> {
  const keys = await vault.findOrMake([{ person: personId, dataClass: 'identity' }]);
  const [key] = [...keys.values()];
  if (!key || key === 'destroyed') throw new Error('the keys of this person are destroyed');
  return key.secret;
}

/** Whether a person has a second factor. */
export async function factorOf({ sql }: Pick<FactorStore, 'sql'>, personId: string): Promise<FactorState> {
  const [row] = await sql<{ on: boolean; left: number }[]>`
    select since is not null as on,
      (select count(*)::int from api.recovery_codes r where r.person_id = f.person_id and used_at is null) as left
    from api.second_factors f where person_id = ${personId}`;
  return { on: row?.on ?? false, recoveryLeft: row?.on ? row.left : 0 };
}

/**
 * Begins setting one up, and gives what the authenticator is to be told; asked again within a quarter of an hour it is the same, so that a
 * mistyped code needs no second picture. Null where there is a second factor already.
 */
export async function offer(store: FactorStore, personId: string, login: string): Promise<Offered | null> {
  const key = await keyOf(store, personId);
  const fresh = wrap(key, randomBytes(20), placeOf(personId));
  const [row] = await store.sql<{ sealed: Buffer; since: Date | null }[]>`
    insert into api.second_factors as f (person_id, sealed) values (${personId}, ${fresh})
    on conflict (person_id) do update set
      sealed = case when f.since is null and f.began_at < now() - interval '15 minutes' then excluded.sealed else f.sealed end,
      began_at = case when f.since is null and f.began_at < now() - interval '15 minutes' then now() else f.began_at end
    returning sealed, since`;
  if (!row || row.since) return null;
  const secret = base32(unwrap(key, row.sealed, placeOf(personId)));
  const label = encodeURIComponent(login.slice(0, 60));
  return { secret, address: `otpauth://totp/Peremena:${label}?secret=${secret}&issuer=Peremena` };
}

/** Turns on what was offered, by its first code, and gives the recovery codes: told once, kept as hashes. Null for a wrong code. */
export async function turnOn(
  store: FactorStore,
  personId: string,
  code: string,
  now: Date,
): Promise<readonly string[] | null> {
  const step = await stepFor(store, personId, code, now, false);
  if (step === null) return null;
  const codes = Array.from({ length: recoveryCodes }, () => newCode());
  const hashes = codes.map((one) => codeHash(personId, one).toString('hex'));
  const set = await store.sql`
    with set as (
      update api.second_factors set since = now(), last_step = ${step} where person_id = ${personId} and since is null returning person_id
    ), codes as (
      insert into api.recovery_codes (person_id, hash)
      select person_id, decode(h, 'hex') from set, json_array_elements_text(${JSON.stringify(hashes)}::text::json) h
    ) select 1 from set`;
  return set.length > 0 ? codes : null;
}

/** Whether this is a code of the person's authenticator not used before, or an unused recovery code; it is used up. */
export async function useCode(store: FactorStore, personId: string, code: string, now: Date): Promise<boolean> {
  const { sql } = store;
  const plain = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(plain)) {
    const used = await sql`
      update api.recovery_codes set used_at = now()
      where person_id = ${personId} and hash = ${codeHash(personId, code)} and used_at is null returning 1`;
    return used.length > 0;
  }
  const step = await stepFor(store, personId, plain, now, true);
  if (step === null) return false;
  const used = await sql`
    update api.second_factors set last_step = ${step} where person_id = ${personId} and last_step < ${step} returning 1`;
  return used.length > 0;
}

async function stepFor(
  store: FactorStore,
  personId: string,
  code: string,
  now: Date,
  on: boolean,
): Promise<number | null> {
  const [row] = await store.sql<{ sealed: Buffer }[]>`
    select sealed from api.second_factors where person_id = ${personId} and (since is not null) = ${on}`;
  return row
    ? stepOf(unwrap(await keyOf(store, personId), row.sealed, placeOf(personId)), code.replaceAll(/\s/g, ''), now)
    : null;
}

/** Takes the authenticator away, with its recovery codes. False where there was none. */
export async function turnOff({ sql }: Pick<FactorStore, 'sql'>, personId: string): Promise<boolean> {
  const gone = await sql`delete from api.second_factors where person_id = ${personId} returning 1`;
  return gone.length > 0;
}

/** Whether somebody has an authenticator or a passkey. */
export async function hasFactor({ sql }: Pick<FactorStore, 'sql'>, personId: string): Promise<boolean> {
  const [row] = await sql<{ has: boolean }[]>`select api.has_factor(${personId}) as has`;
  return row?.has ?? false;
}

/** Takes away whatever somebody has besides the password. */
export async function takeFactorsAway({ sql }: Pick<FactorStore, 'sql'>, personId: string): Promise<void> {
  await sql`
    with keys as (delete from api.passkeys where person_id = ${personId})
    delete from api.second_factors where person_id = ${personId}`;
}
