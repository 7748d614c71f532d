import { listQuery } from '../access-facts/list-query.ts';
import { named, type Named, type NameRow } from '../people/name.ts';

/** A teacher of the school who might give a lesson in another's place, with what speaks for and against it. */
export interface StandIn {
  readonly teacher: Named;
  readonly absent: boolean;
  /** Teaches the subject of the lesson somewhere in the school. */
  readonly sameSubject: boolean;
  /** Teaches the pupils of the lesson something. */
  readonly knowsClass: boolean;
  /** Lessons given that day, and that week from Monday to Sunday. */
  readonly today: number;
  readonly week: number;
  /** Lessons given in others' places in the 30 days before and on that day. */
  readonly substitutions: number;
}

interface Row extends NameRow {
  readonly id: string;
  readonly absent: boolean;
  readonly same_subject: boolean;
  readonly knows_class: boolean;
  readonly today: number;
  readonly week: number;
  readonly substitutions: number;
}

export interface StandInAsked {
  readonly schoolId: string;
  readonly groupId: string;
  readonly subjectId: string;
  readonly date: string;
}

/** Every teacher of a school on the date, for those whose scope is the school; who is free is a question of clashes. */
export const standIns = listQuery(async (sql, scope, asked: StandInAsked): Promise<readonly StandIn[]> => {
  const { schoolId, groupId, subjectId, date } = asked;
  const rows = await sql<Row[]>`
    with teachers as (
      select distinct person_id from access_facts_v1
      where school_id = ${schoolId} and school_id = any(${[...scope.schools]}::uuid[])
        and (kind = 'teaches' or (kind = 'post' and detail = 'teacher'))
        and valid_from <= ${date}::date and (valid_to is null or ${date}::date <= valid_to)
    ), given as (
      select coalesce(substitute_id, teacher_id) as person_id, date, substitute_id is not null as stood_in
      from lessons_v2
      where school_id = ${schoolId} and cancelled is null
        and date between ${date}::date - 30 and date_trunc('week', ${date}::date)::date + 6
    ), load as (
      select person_id, count(*) filter (where date = ${date}::date)::int as today,
        count(*) filter (where date >= date_trunc('week', ${date}::date))::int as week,
        count(*) filter (where stood_in and date <= ${date}::date)::int as substitutions
      from given group by person_id
    )
    select t.person_id as id, p.family_name, p.given_name, p.middle_name,
      coalesce(load.today, 0) as today, coalesce(load.week, 0) as week, coalesce(load.substitutions, 0) as substitutions,
      exists (select 1 from absences_v1 a where a.teacher_id = t.person_id and a.school_id = ${schoolId}
        and ${date}::date between a.from_date and a.to_date) as absent,
      exists (select 1 from access_facts_v1 f where f.person_id = t.person_id and f.kind = 'teaches' and f.detail = ${subjectId}::text
        and f.valid_from <= ${date}::date and (f.valid_to is null or ${date}::date <= f.valid_to)) as same_subject,
      exists (select 1 from access_facts_v1 f join groups_v1 g on g.group_id = f.object_id
        where f.person_id = t.person_id and f.kind = 'teaches'
          and f.valid_from <= ${date}::date and (f.valid_to is null or ${date}::date <= f.valid_to)
          and (g.group_id = ${groupId} or g.class_id = (select class_id from groups_v1 where group_id = ${groupId}))) as knows_class
    from teachers t left join people_v1 p on p.person_id = t.person_id left join load on load.person_id = t.person_id
    order by p.family_name, p.given_name, t.person_id`;
  return rows.map(
    ({ id, absent, same_subject: sameSubject, knows_class: knowsClass, today, week, substitutions, ...name }) => ({
      teacher: named(id, name),
      absent,
      sameSubject,
      knowsClass,
      today,
      week,
      substitutions,
    }),
  );
});

/** The teachers of a school on the date, by name. For those whose scope is the school. */
export const teachersOf = listQuery(
  async (sql, scope, { schoolId, date }: Pick<StandInAsked, 'schoolId' | 'date'>): Promise<readonly Named[]> => {
    const rows = await sql<(NameRow & { id: string })[]>`
      select p.person_id as id, p.family_name, p.given_name, p.middle_name from people_v1 p
      where p.person_id = any(array(
        select person_id from access_facts_v1
        where school_id = ${schoolId} and school_id = any(${[...scope.schools]}::uuid[])
          and (kind = 'teaches' or (kind = 'post' and detail = 'teacher'))
          and valid_from <= ${date}::date and (valid_to is null or ${date}::date <= valid_to)))
      order by p.family_name, p.given_name, p.person_id`;
    return rows.map((row) => named(row.id, row));
  },
);
