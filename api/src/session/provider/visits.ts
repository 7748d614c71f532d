import type { Sql } from 'postgres';
import { visitHash } from './secrets.ts';

type Database = Sql<{ bigint: bigint }>;

/** Why a browser was sent to the provider, and where it goes on. `personId`: who links. */
export type Visit =
  | { readonly purpose: 'sign_in'; readonly personId: null; readonly next: string }
  | { readonly purpose: 'link'; readonly personId: string; readonly next: string };

/** Remembers a visit for ten minutes; those whose time is over go. */
export async function keepVisit(sql: Database, secret: string, { purpose, personId, next }: Visit): Promise<void> {
  await sql`
    with gone as (delete from api.provider_visits where expires_at < now())
    insert into api.provider_visits (hash, purpose, person_id, next) values (${visitHash(secret)}, ${purpose}, ${personId}, ${next})`;
}

/** The visit of a secret, which is used up by asking; null where it was used, is over or never was. */
export type UseVisit = (sql: Database, secret: string) => Promise<Visit | null>;
export const useVisit: UseVisit = async (sql, secret) => {
  const [visit] = await sql<Visit[]>`
    delete from api.provider_visits where hash = ${visitHash(secret)} and expires_at > now()
    returning purpose, person_id as "personId", next`;
  return visit ?? null;
};
