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

/** Contacts of people whom the asker may reach by a right looked at before; people without any are absent. */
export async function contactsOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Contacts>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<(Contacts & { readonly id: string })[]>`
    select person_id as id, email, phone from people_v1
    where person_id = any(${[...ids]}::uuid[]) and (email is not null or phone is not null)`;
  return new Map(rows.map(({ id, email, phone }) => [id, { email, phone }]));
}
