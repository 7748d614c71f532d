import { listQuery } from '../access-facts/list-query.ts';
import type { Contacts } from '../people/query.ts';

/** Somebody, and how they can be reached. */
export interface Reached extends Contacts {
  readonly id: string;
}

/** How people can be reached who on a date are guardians of pupils in scope, or work at a school in scope; those without any are left out. */
export const contactsOf = listQuery(
  async (
    sql,
    { pupils, schools },
    { ids, date }: { readonly ids: readonly string[]; readonly date: string },
  ): Promise<readonly Reached[]> => {
    if (ids.length === 0) return [];
    return sql<Reached[]>`
      select p.person_id as id, p.email, p.phone from people_v1 p
      where p.person_id = any(${[...ids]}::uuid[]) and (p.email is not null or p.phone is not null) and exists (
        select from access_facts_v1 f
        where f.person_id = p.person_id and f.valid_from <= ${date}::date and (f.valid_to is null or ${date}::date <= f.valid_to)
          and ((f.kind = 'guardian' and (f.object_id = any(${[...pupils]}::uuid[]) or exists (
              select from access_facts_v1 e where e.person_id = f.object_id and e.kind = 'enrolled'
                and e.school_id = any(${[...schools]}::uuid[]))))
            or (f.kind in ('post', 'tutor', 'teaches', 'substitutes') and f.school_id = any(${[...schools]}::uuid[]))))`;
  },
);
