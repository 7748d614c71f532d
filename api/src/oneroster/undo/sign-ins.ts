import type { Sql } from 'postgres';

type Database = Sql<{ bigint: bigint }>;

/** Those of these people who have signed in here: a password of their own, or a session. A code nobody used is neither. */
export async function signedIn(sql: Database, personIds: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ personId: string }[]>`
    select c.person_id as "personId" from api.credentials c
    where c.person_id = any(${personIds}::uuid[])
      and (c.password_hash is not null or exists (select from api.sessions s where s.person_id = c.person_id))`;
  return rows.map(({ personId }) => personId);
}

/** Takes away the sign-ins and invitations of people who never were; sessions go with them. */
export async function dropSignIns(sql: Database, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await sql`
    with gone as (delete from api.credentials where person_id = any(${personIds}::uuid[]) returning person_id)
    delete from api.invitations where person_id = any(${personIds}::uuid[])`;
}
