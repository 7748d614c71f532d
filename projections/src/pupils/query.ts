import { listQuery } from '../access-facts/list-query.ts';
import { ofPupils, type Scope } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import { named, type Named, type NameRow } from '../people/name.ts';
import { titleOn } from '../titles/on-date.ts';

/** A pupil with the class and school they are in; no class where the school enrols in groups alone. */
export interface PupilPlace extends Named {
  readonly classId: string | null;
  readonly classTitle: string | null;
  readonly schoolId: string;
  readonly schoolTitle: string | null;
}

export interface PlaceRow extends NameRow {
  readonly pupil_id: string;
  readonly class_id: string | null;
  readonly class_title: string | null;
  readonly school_id: string;
  readonly school_title: string | null;
}

export interface PlacesAsked {
  readonly date: string;
  readonly pupilId?: string;
  /** SQL: the pupils who are meant, an array of ids. */
  readonly among?: ReturnType<Sql>;
}

/** SQL: `PlaceRow`s of the pupils in scope on a date, or of one of them. */
export const placesIn = (sql: Sql, scope: Scope, asked: PlacesAsked) => sql`
  with f as (
    select pupil_id, class_id, school_id, valid_from, valid_to, min(valid_from) over (partition by pupil_id) as first_day
    from (
      select person_id as pupil_id, case kind when 'enrolled' then object_id end as class_id, school_id, valid_from, valid_to
      from access_facts_v1 where kind in ('enrolled', 'in_group')
    ) as a
    where ${ofPupils(sql, scope, 'a')} ${asked.pupilId === undefined ? sql`` : sql`and a.pupil_id = ${asked.pupilId}`}
      ${asked.among ? sql`and a.pupil_id = any(${asked.among})` : sql``}
  )
  select distinct on (f.pupil_id) f.pupil_id, f.class_id, f.first_day, f.valid_from, f.valid_to, ${titleOn(sql, 'c', sql`${asked.date}::date`)} as class_title, f.school_id, s.title as school_title,
    p.family_name, p.given_name, p.middle_name
  from f
  left join classes_v1 c on c.class_id = f.class_id left join schools_v1 s on s.school_id = f.school_id
  left join people_v1 p on p.person_id = f.pupil_id
  order by f.pupil_id,
    (f.valid_from <= ${asked.date}::date and (f.valid_to is null or ${asked.date}::date <= f.valid_to)) desc,
    (f.class_id is not null) desc, (f.valid_from <= ${asked.date}::date) desc, f.valid_from desc`;

export function placeOf(row: PlaceRow): PupilPlace {
  return {
    ...named(row.pupil_id, row),
    classId: row.class_id,
    classTitle: row.class_title,
    schoolId: row.school_id,
    schoolTitle: row.school_title,
  };
}

/**
 * Where the pupils in scope are on a date (or one of them): the enrolment of that day, else the latest one before it, else the first to
 * come; a class goes before a group. In the order the pupils joined, so that a child keeps its place in lists.
 */
export const pupilPlaces = listQuery(async (sql, scope, asked: PlacesAsked): Promise<readonly PupilPlace[]> => {
  const rows = await sql<PlaceRow[]>`
    select * from (${placesIn(sql, scope, asked)}) as places order by first_day, pupil_id`;
  return rows.map(placeOf);
});

/** Somebody who is, was or will be a pupil: the class of the place that counts on the date, and its days. */
export interface KnownPupil extends PupilPlace {
  readonly from: string;
  readonly to: string | null;
}

/** Pupils in scope of any time by part of a name or by id, at most 30. */
export const knownPupils = listQuery(
  async (
    sql,
    scope,
    { part, ...asked }: Omit<PlacesAsked, 'among'> & { readonly part: string },
  ): Promise<readonly KnownPupil[]> => {
    const pattern = `%${part.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    // Whose name it is first: where everybody of a school was and is would take far longer than where 30 are.
    const among: ReturnType<Sql> = sql`array(
      select p.person_id from people_v1 p
      where p.person_id = any(array(
          select a.pupil_id from (
            select person_id as pupil_id, school_id from access_facts_v1 where kind in ('enrolled', 'in_group')) as a
          where ${ofPupils(sql, scope, 'a')} group by a.pupil_id))
        and lower(concat_ws(' ', p.family_name, p.given_name, p.middle_name)) like ${pattern}
        ${asked.pupilId === undefined ? sql`` : sql`and p.person_id = ${asked.pupilId}`}
      order by p.family_name, p.given_name, p.person_id limit 30)`;
    const rows = await sql<(PlaceRow & { readonly valid_from: string; readonly valid_to: string | null })[]>`
      select * from (${placesIn(sql, scope, { ...asked, among })}) as places
      order by family_name, given_name, pupil_id limit 30`;
    return rows.map((row) => ({ ...placeOf(row), from: row.valid_from, to: row.valid_to }));
  },
);
