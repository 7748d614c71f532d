import type { Sql } from '../core/connection.ts';
import { named, type Named, type NameRow } from './name.ts';

interface Row extends NameRow {
  readonly person_id: string;
}

/** Names of people whose ids the asker was shown by a row of their own; ids that nobody has are absent. */
export async function namesOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const rows = await sql<Row[]>`
    select person_id, family_name, given_name, middle_name from people_v1 where person_id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map((row) => [row.person_id, named(row.person_id, row)]));
}

/** A person by id, null where there is none. */
export async function findPerson(sql: Sql, id: string): Promise<Named | null> {
  return (await namesOf(sql, [id])).get(id) ?? null;
}

/** How somebody can be reached. */
export interface Contacts {
  readonly email: string | null;
  readonly phone: string | null;
}

/** The own contacts of the person who asks. */
export async function ownContacts(sql: Sql, personId: string): Promise<Contacts> {
  const [row] = await sql<Contacts[]>`select email, phone from people_v1 where person_id = ${personId}`;
  return { email: row?.email ?? null, phone: row?.phone ?? null };
}
