import { listQuery } from '../access-facts/list-query.ts';
import type { Sql } from '../core/connection.ts';
import { named, type NameRow } from '../people/name.ts';
import { titleOn } from '../titles/on-date.ts';

/** With whom a lesson is given: the other groups by name, and whether that still holds. */
export interface Together {
  readonly groups: readonly string[];
  /** The other lesson was moved, cancelled, or is given by somebody else now: it wants a new decision. */
  readonly broken: boolean;
}
export interface TogetherRow {
  readonly together_id: string | null;
  readonly together_groups: readonly string[] | null;
  readonly together_broken: boolean;
}

/** SQL: the columns of `TogetherRow` that are not the lesson's own, from `l`. */
export const togetherColumns = (sql: Sql) => sql`
  (select jsonb_agg(coalesce(nullif(${titleOn(sql, 'g', sql`l.date`)}, ''), ${titleOn(sql, 'c', sql`l.date`)}, '') order by o.lesson_id)
    from lessons_v2 o left join groups_v1 g on g.group_id = o.group_id left join classes_v1 c on c.class_id = g.class_id
    where o.cancelled is null and o.lesson_id <> l.lesson_id
      and (o.lesson_id = l.together_id or o.together_id = l.together_id or o.together_id = l.lesson_id)) as together_groups,
  (l.together_id is not null and not exists (
    select from lessons_v2 o where o.lesson_id = l.together_id and o.cancelled is null and o.date = l.date
      and o.from_time = l.from_time and coalesce(o.substitute_id, o.teacher_id) = l.substitute_id)) as together_broken`;

/** Null where a lesson is given for itself. */
export const togetherOf = (row: TogetherRow): Together | null =>
  row.together_groups === null && row.together_id === null
    ? null
    : { groups: row.together_groups ?? [], broken: row.together_broken };

/** A lesson that another one can be given together with. */
export interface MergeChoice {
  readonly lessonId: string;
  readonly group: string;
  readonly subject: string;
  readonly teacher: { readonly id: string; readonly short: string };
  readonly room: string | null;
  readonly sameSubject: boolean;
  readonly sameGrade: boolean;
}

interface ChoiceRow extends NameRow {
  readonly id: string;
  readonly group: string;
  readonly subject: string;
  readonly teacher: string;
  readonly room: string | null;
  readonly sameSubject: boolean;
  readonly sameGrade: boolean;
}

/** What a lesson could be given together with: lessons of the same hour whose giver is there. For those whose scope is the school. */
export const mergeChoices = listQuery(
  async (sql, scope, lesson: { readonly id: string; readonly schoolId: string }): Promise<readonly MergeChoice[]> => {
    const rows = await sql<ChoiceRow[]>`
      select o.lesson_id as id, coalesce(nullif(${titleOn(sql, 'g', sql`o.date`)}, ''), ${titleOn(sql, 'c', sql`o.date`)}, '') as group,
        coalesce(s.title, '') as subject, given.by as teacher, o.room, o.subject_id = l.subject_id as "sameSubject",
        coalesce(c.grade = own.grade, false) as "sameGrade", p.family_name, p.given_name, p.middle_name
      from lessons_v2 l
      left join groups_v1 og on og.group_id = l.group_id left join classes_v1 own on own.class_id = og.class_id
      join lessons_v2 o on o.school_id = l.school_id and o.date = l.date and o.from_time = l.from_time and o.to_time = l.to_time
        and o.lesson_id <> l.lesson_id and o.cancelled is null and o.together_id is null
      cross join lateral (select coalesce(o.substitute_id, o.teacher_id) as by) given
      left join groups_v1 g on g.group_id = o.group_id left join classes_v1 c on c.class_id = g.class_id
      left join subjects_v1 s on s.subject_id = o.subject_id left join people_v1 p on p.person_id = given.by
      where l.lesson_id = ${lesson.id} and l.school_id = any(${[...scope.schools]}::uuid[]) and given.by <> l.teacher_id
        and not exists (select from lessons_v2 m where m.together_id = l.lesson_id)
        and not exists (select from absences_v1 a where a.teacher_id = given.by and a.school_id = l.school_id
          and l.date between a.from_date and a.to_date)
      order by "sameSubject" desc, "sameGrade" desc, c.grade nulls last, 2, o.lesson_id`;
    return rows.map(({ id, group, subject, teacher, room, sameSubject, sameGrade, ...name }) => ({
      lessonId: id,
      group,
      subject,
      teacher: { id: teacher, short: named(teacher, name).short },
      room,
      sameSubject,
      sameGrade,
    }));
  },
);
