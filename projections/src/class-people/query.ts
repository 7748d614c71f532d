import { listQuery } from '../access-facts/list-query.ts';
import { ofPupilsOrClasses } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import { byName, named, type Named, type NameRow } from '../people/name.ts';
import { gradeOn, titleOn } from '../titles/on-date.ts';

/** What a class is, for policies. */
export interface Class {
  readonly id: string;
  readonly schoolId: string;
  readonly title: string;
}

/** A class by id as it is called on a date, null where there is none. */
export async function findClass(sql: Sql, id: string, date: string): Promise<Class | null> {
  const [row] = await sql<Class[]>`
    select c.class_id as id, c.school_id as "schoolId", ${titleOn(sql, 'c', sql`${date}::date`)} as title
    from classes_v1 c where c.class_id = ${id}`;
  return row ?? null;
}

export interface ClassListed extends Class {
  readonly schoolTitle: string | null;
  readonly pupils: number;
}

/** Classes that pupils in scope are in on a date, with how many they are, in the order of a school; to who leads it also those that wait for their first pupil. */
export const classList = listQuery(async (sql, scope, { date }: { readonly date: string }) => {
  return sql<ClassListed[]>`
    with a as (
      select a.pupil_id, a.class_id from (
        select person_id as pupil_id, object_id as class_id, school_id from access_facts_v1
        where kind = 'enrolled' and valid_from <= ${date}::date and (valid_to is null or ${date}::date <= valid_to)
      ) as a where ${ofPupilsOrClasses(sql, scope, 'a')}
    )
    select c.class_id as id, c.school_id as "schoolId", ${titleOn(sql, 'c', sql`${date}::date`)} as title, s.title as "schoolTitle", count(distinct a.pupil_id)::int as pupils
    from classes_v1 c left join schools_v1 s on s.school_id = c.school_id left join a on a.class_id = c.class_id
    where c.class_id = any(array(
      select class_id from a
      union
      select e.class_id from classes_v1 e where e.school_id = any(${[...scope.schools]}::uuid[]) and not exists (
        select 1 from access_facts_v1 f where f.kind = 'enrolled' and f.object_id = e.class_id)))
    group by c.class_id, c.school_id, c.title, c.grade, s.title
    order by s.title, ${gradeOn(sql, sql`${date}::date`)} nulls last, title, c.class_id`;
});

/** A pupil of a class (`wards` is empty), or a guardian of pupils of it. */
export interface ClassPerson extends Named {
  readonly wards: readonly Named[];
}

interface Row extends NameRow {
  readonly person_id: string;
  readonly ward_id: string | null;
}

/** Pupils of a class on a date and their guardians of that date: each pupil, then the guardians, by the names of the pupils. */
export const classPeople = listQuery(
  async (
    sql,
    scope,
    { classId, date }: { readonly classId: string; readonly date: string },
  ): Promise<readonly ClassPerson[]> => {
    const rows = await sql<Row[]>`
      with pupils as (
        select a.pupil_id from (
          select person_id as pupil_id, object_id as class_id, school_id from access_facts_v1
          where kind = 'enrolled' and object_id = ${classId} and valid_from <= ${date}::date and (valid_to is null or ${date}::date <= valid_to)
        ) as a where ${ofPupilsOrClasses(sql, scope, 'a')}
      ), ids as (
        select pupil_id as person_id, null::uuid as ward_id from pupils
        union
        select g.person_id, g.object_id from access_facts_v1 g join pupils on pupil_id = g.object_id
        where g.kind = 'guardian' and g.valid_from <= ${date}::date and (g.valid_to is null or ${date}::date <= g.valid_to)
      )
      select ids.person_id, ids.ward_id, p.family_name, p.given_name, p.middle_name from ids left join people_v1 p using (person_id)`;
    const people = new Map(rows.map((row) => [row.person_id, named(row.person_id, row)]));
    const guards = Map.groupBy(
      rows.filter((row) => row.ward_id !== null),
      (row) => row.person_id,
    );
    const pupils = rows
      .filter((row) => row.ward_id === null)
      .flatMap((row) => people.get(row.person_id) ?? [])
      .toSorted(byName);
    const guardians = [...guards].flatMap(([id, links]) => {
      const [person, wards] = [people.get(id), links.flatMap(({ ward_id: ward }) => people.get(ward ?? '') ?? [])];
      return person ? [{ ...person, wards: wards.toSorted(byName) }] : [];
    });
    return pupils.flatMap((pupil) => [
      { ...pupil, wards: [] },
      ...guardians.filter(({ wards }) => wards[0]?.id === pupil.id).toSorted(byName),
    ]);
  },
);
