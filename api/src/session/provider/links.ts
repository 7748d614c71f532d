import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';

type Database = Sql<{ bigint: bigint }>;

/** An account at a provider: who it is follows from both together. */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

/** A link as its owner sees it. */
export interface OwnLink {
  readonly since: string;
  readonly usedAt: string | null;
}

const hashOf = ({ issuer, subject }: Subject): Buffer => createHash('sha256').update(`${issuer}\n${subject}`).digest();

/** The link of a person to a provider, null where there is none. */
export async function linkOf(sql: Database, personId: string, issuer: string): Promise<OwnLink | null> {
  const [row] = await sql<{ linked_at: Date; used_at: Date | null }[]>`
    select linked_at, used_at from api.provider_links where person_id = ${personId} and issuer = ${issuer}`;
  return row ? { since: row.linked_at.toISOString(), usedAt: row.used_at?.toISOString() ?? null } : null;
}

/** Who linked this account at the provider, if their sign-in is not disabled; notes the use. */
export async function whoLinked(sql: Database, who: Subject): Promise<string | null> {
  const [row] = await sql<{ person_id: string }[]>`
    update api.provider_links l set used_at = now() from api.credentials c
    where l.subject_hash = ${hashOf(who)} and c.person_id = l.person_id and not c.disabled
    returning l.person_id`;
  return row?.person_id ?? null;
}

/** Links an account at the provider to a person: `another` where the person has linked one already, `taken` where somebody else has linked this one. */
export type AddLink = (sql: Database, personId: string, who: Subject) => Promise<'linked' | 'another' | 'taken'>;
export const addLink: AddLink = async (sql, personId, who) => {
  const made = await sql`
    insert into api.provider_links (person_id, issuer, subject_hash) values (${personId}, ${who.issuer}, ${hashOf(who)})
    on conflict do nothing returning 1`;
  if (made.length > 0) return 'linked';
  const [owner] = await sql<{ person_id: string }[]>`
    select person_id from api.provider_links where subject_hash = ${hashOf(who)}`;
  if (owner?.person_id === personId) return 'linked';
  return owner ? 'taken' : 'another';
};

/** Takes a link away; `last` where the person could then sign in no more: no password, no code that is still good, no passkey. */
export type RemoveLink = (sql: Database, personId: string, issuer: string) => Promise<'gone' | 'last'>;
export const removeLink: RemoveLink = async (sql, personId, issuer) => {
  await sql`
    delete from api.provider_links l using api.credentials c
    where l.person_id = ${personId} and l.issuer = ${issuer} and c.person_id = l.person_id and (
      c.password_hash is not null or (c.code_hash is not null and c.code_expires_at > now())
      or exists (select 1 from api.passkeys p where p.person_id = c.person_id))`;
  return (await linkOf(sql, personId, issuer)) === null ? 'gone' : 'last';
};
