import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';

type Database = Sql<{ bigint: bigint }>;

/** A passkey as its owner sees it. `here`: it was made for the name the person came to. */
export interface OwnPasskey {
  readonly id: string;
  readonly name: string;
  readonly madeAt: string;
  readonly usedAt: string | null;
  readonly here: boolean;
}

/** What is kept of a passkey to check what it signs. */
export interface KeptPasskey {
  readonly id: string;
  readonly personId: string;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: bigint;
  readonly transports: string[];
  readonly rpId: string;
}

/** What a challenge is for; `personId` where it is for one person only. */
export interface ChallengeFor {
  readonly purpose: 'add' | 'sign_in' | 'second';
  readonly personId: string | null;
}

/** How a challenge is kept. */
const hashOf = (challenge: string): Buffer => createHash('sha256').update(challenge).digest();

/** Remembers a challenge for five minutes; those whose time is over go. */
export async function keepChallenge(sql: Database, challenge: string, wanted: ChallengeFor): Promise<void> {
  await sql`
    with gone as (delete from api.passkey_challenges where expires_at < now())
    insert into api.passkey_challenges (hash, purpose, person_id) values (${hashOf(challenge)}, ${wanted.purpose}, ${wanted.personId})`;
}

/** Whether this challenge was given for that and not used yet; it is used up. */
export type UseChallenge = (sql: Database, challenge: string, wanted: ChallengeFor) => Promise<boolean>;
export const useChallenge: UseChallenge = async (sql, challenge, { purpose, personId }) => {
  const used = await sql`
    delete from api.passkey_challenges
    where hash = ${hashOf(challenge)} and purpose = ${purpose} and person_id is not distinct from ${personId} and expires_at > now()
    returning 1`;
  return used.length > 0;
};

/** The passkeys of a person, the oldest first. */
export async function ownPasskeys(
  sql: Database,
  personId: string,
  rpId: string | null,
): Promise<readonly OwnPasskey[]> {
  const rows = await sql<{ id: string; name: string; made_at: Date; used_at: Date | null; rp_id: string }[]>`
    select id, name, made_at, used_at, rp_id from api.passkeys where person_id = ${personId} order by made_at, id`;
  return rows.map(({ id, name, made_at, used_at, rp_id }) => ({
    id,
    name,
    madeAt: made_at.toISOString(),
    usedAt: used_at?.toISOString() ?? null,
    here: rp_id === rpId,
  }));
}

const columns = (sql: Database) =>
  sql`id, person_id as "personId", credential_id as "credentialId", public_key as "publicKey", counter, transports, rp_id as "rpId"`;

/** Passkeys of a person for one site. */
export async function passkeysFor(sql: Database, personId: string, rpId: string): Promise<readonly KeptPasskey[]> {
  return sql<KeptPasskey[]>`select ${columns(sql)} from api.passkeys where person_id = ${personId} and rp_id = ${rpId}`;
}

/** The passkey of a credential id, whose owner's sign-in is not disabled; null where there is none. */
export async function findPasskey(sql: Database, credentialId: string): Promise<KeptPasskey | null> {
  const [row] = await sql<KeptPasskey[]>`
    select ${columns(sql)} from api.passkeys k where credential_id = ${credentialId}
      and exists (select 1 from api.credentials c where c.person_id = k.person_id and not c.disabled)`;
  return row ?? null;
}

const most = 20;

/** Keeps a new passkey; false where that credential is kept already, or the person has twenty. */
export async function addPasskey(
  sql: Database,
  key: Omit<KeptPasskey, 'id'> & { readonly name: string },
): Promise<boolean> {
  const made = await sql`
    insert into api.passkeys (person_id, credential_id, public_key, counter, transports, rp_id, name)
    select ${key.personId}, ${key.credentialId}, ${key.publicKey}, ${key.counter}, ${key.transports}, ${key.rpId}, ${key.name}
    where (select count(*) from api.passkeys where person_id = ${key.personId}) < ${most}
    on conflict do nothing returning 1`;
  return made.length > 0;
}

/** Notes the use of a passkey. False where its counter did not grow: then somebody has a copy of it. */
export async function passkeyUsed(sql: Database, id: string, counter: number): Promise<boolean> {
  const used = await sql`
    update api.passkeys set counter = ${counter}, used_at = now()
    where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter} = 0)) returning 1`;
  return used.length > 0;
}

/** Takes away a passkey of a person; false where they have no such one. */
export async function removePasskey(sql: Database, personId: string, id: string): Promise<boolean> {
  const gone = await sql`delete from api.passkeys where person_id = ${personId} and id = ${id} returning 1`;
  return gone.length > 0;
}
