import { listQuery } from '../access-facts/list-query.ts';
import { named, type Named, type NameRow } from '../people/name.ts';
import { titleOn } from '../titles/on-date.ts';

/** Somebody of a school, with the class where they are a pupil. */
export interface SchoolPerson extends Named {
  readonly classTitle: string | null;
}

interface Row extends NameRow {
  readonly person_id: string;
  readonly class_title: string | null;
}

/** People who belong to the schools in scope on a date, or are guardians of their pupils, by part of a name or by id; at most 30. */
export const schoolPeople = listQuery(
  async (
    sql,
    { schools },
    { date, part, personId }: { readonly date: string; readonly part: string; readonly personId?: string },
  ) => {
    const pattern = `%${part.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    const rows = await sql<Row[]>`
      with here as (
        select person_id, kind, object_id from access_facts_v1
        where school_id = any(${[...schools]}::uuid[]) and valid_from <= ${date}::date and (valid_to is null or ${date}::date <= valid_to)
      )
      select p.person_id, p.family_name, p.given_name, p.middle_name,
        (select ${titleOn(sql, 'c', sql`${date}::date`)} from access_facts_v1 h join classes_v1 c on c.class_id = h.object_id
         where h.person_id = p.person_id and h.kind = 'enrolled' and h.school_id = any(${[...schools]}::uuid[])
           and h.valid_from <= ${date}::date and (h.valid_to is null or ${date}::date <= h.valid_to) order by 1 limit 1) as class_title
      from people_v1 p
      -- by arrays: a join would look through the people of every school
      where p.person_id = any(array(
        select person_id from here
        union
        select g.person_id from access_facts_v1 g
        where g.object_id = any(array(select person_id from here where kind in ('enrolled', 'in_group') group by person_id))
          and g.kind = 'guardian' and g.valid_from <= ${date}::date and (g.valid_to is null or ${date}::date <= g.valid_to)))
        and lower(concat_ws(' ', p.family_name, p.given_name, p.middle_name)) like ${pattern}
        ${personId === undefined ? sql`` : sql`and p.person_id = ${personId}`}
      order by p.family_name, p.given_name, p.person_id limit 30`;
    return rows.map((row): SchoolPerson => ({ ...named(row.person_id, row), classTitle: row.class_title }));
  },
);
