import type { ChangeReason, SettledReason, WorkKind } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import { ofLessons } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import { named, type Named, type NameRow } from '../people/name.ts';
import { titleOn } from '../titles/on-date.ts';
import { togetherColumns, togetherOf, type Together, type TogetherRow } from './together.ts';

export interface Homework {
  readonly text: string;
  readonly dueOn: string | null;
}

export interface Work {
  readonly kind: WorkKind;
  readonly weight: number;
}

/** A lesson as stored, for deciders, policies and pages. */
export interface Lesson {
  readonly id: string;
  readonly schoolId: string;
  readonly groupId: string;
  readonly classId: string | null;
  readonly subjectId: string;
  readonly termId: string;
  readonly teacherId: string;
  readonly date: string;
  readonly slot: number;
  readonly from: string;
  readonly to: string;
  readonly room: string | null;
  readonly outside: boolean;
  /** Why it is not given; null where it is. */
  readonly cancelled: ChangeReason | SettledReason | null;
  /** Who gives it in the teacher's place. */
  readonly substituteId: string | null;
  /** The lesson it is given together with: then `room` is where that is. */
  readonly togetherId: string | null;
  /** Where it stood before it was last moved. */
  readonly movedFrom: { readonly date: string; readonly slot: number } | null;
  readonly topic: string | null;
  readonly homework: Homework | null;
  readonly work: Work | null;
  readonly rollTaken: boolean;
}

/** A lesson in a list: with its group and subject, and how many marks and absences it has. */
export interface LessonListed extends Lesson {
  readonly group: { readonly id: string; readonly title: string; readonly classTitle: string | null };
  readonly subject: { readonly id: string; readonly title: string };
  readonly teacher: Named;
  readonly substitute: Named | null;
  readonly together: Together | null;
  readonly marks: number;
  readonly absent: number;
}

export interface LessonRow {
  readonly lesson_id: string;
  readonly school_id: string;
  readonly group_id: string;
  readonly class_id: string | null;
  readonly subject_id: string;
  readonly term_id: string;
  readonly teacher_id: string;
  readonly date: string;
  readonly slot: number;
  readonly from_time: string;
  readonly to_time: string;
  readonly room: string | null;
  readonly outside: boolean;
  readonly cancelled: ChangeReason | SettledReason | null;
  readonly substitute_id: string | null;
  readonly together_id: string | null;
  readonly together_room: string | null;
  readonly moved_from_date: string | null;
  readonly moved_from_slot: number | null;
  readonly changes: number;
  readonly topic: string | null;
  readonly homework: string | null;
  readonly due_on: string | null;
  readonly roll_taken: boolean;
  readonly work_kind: WorkKind | null;
  readonly weight: number | null;
}

/** Where the lesson stood before it was last moved; null where it was not. */
export const movedFrom = (row: LessonRow): Lesson['movedFrom'] =>
  row.moved_from_date === null ? null : { date: row.moved_from_date, slot: row.moved_from_slot ?? 0 };

export const lessonOf = (row: LessonRow): Lesson => ({
  id: row.lesson_id,
  schoolId: row.school_id,
  groupId: row.group_id,
  classId: row.class_id,
  subjectId: row.subject_id,
  termId: row.term_id,
  teacherId: row.teacher_id,
  date: row.date,
  slot: row.slot,
  from: row.from_time,
  to: row.to_time,
  room: row.together_id === null ? row.room : row.together_room,
  outside: row.outside,
  cancelled: row.cancelled,
  substituteId: row.substitute_id,
  togetherId: row.together_id,
  movedFrom: movedFrom(row),
  topic: row.topic,
  homework: row.homework === null ? null : { text: row.homework, dueOn: row.due_on },
  work: row.work_kind === null ? null : { kind: row.work_kind, weight: row.weight ?? 1 },
  rollTaken: row.roll_taken,
});

/** SQL: the columns of `LessonRow`, from `l` with the joins of `lessonJoins`. */
export const lessonColumns = (sql: Sql) => sql`l.*, g.class_id, w.kind as work_kind, w.weight`;
export const lessonJoins = (sql: Sql) => sql`
  left join groups_v1 g on g.group_id = l.group_id left join lesson_work_v1 w on w.lesson_id = l.lesson_id`;

/**
 * SQL: whether a lesson is to be shown. What the timetable or the calendar took away is gone, unless homework was given at it: that must
 * not vanish without a word.
 */
export const stands = (sql: Sql, alias: string) => sql`(
  ${sql(`${alias}.cancelled`)} is null or ${sql(`${alias}.cancelled`)} not in ('timetable', 'day_off') or ${sql(`${alias}.homework`)} is not null)`;

/** A lesson by id, null where there is none. */
export async function findLesson(sql: Sql, id: string): Promise<Lesson | null> {
  const [row] = await sql<
    LessonRow[]
  >`select ${lessonColumns(sql)} from lessons_v2 l ${lessonJoins(sql)} where l.lesson_id = ${id}`;
  return row ? lessonOf(row) : null;
}

/** The lesson of a group at a place of the day, null where there is none. */
export async function findLessonAt(
  sql: Sql,
  at: { readonly groupId: string; readonly date: string; readonly slot: number },
): Promise<Lesson | null> {
  const [row] = await sql<LessonRow[]>`
    select ${lessonColumns(sql)} from lessons_v2 l ${lessonJoins(sql)}
    where l.group_id = ${at.groupId} and l.date = ${at.date}::date and l.slot = ${at.slot} order by l.cancelled is not null, l.lesson_id limit 1`;
  return row ? lessonOf(row) : null;
}

const nobody: NameRow = { family_name: null, given_name: null, middle_name: null };
const nameIn = (names: Readonly<Record<string, NameRow>> | null, id: string): Named => named(id, names?.[id] ?? nobody);

/** The lessons in scope of a school on one day, in the order of the day. */
export const lessonsOn = listQuery(
  async (sql, scope, asked: { readonly schoolId: string; readonly date: string }): Promise<readonly LessonListed[]> => {
    const rows = await sql<
      (LessonRow &
        TogetherRow & {
          group_title: string | null;
          class_title: string | null;
          subject_title: string | null;
          names: Readonly<Record<string, NameRow>> | null;
          marks: number;
          absent: number;
        })[]
    >`
      select ${lessonColumns(sql)}, ${titleOn(sql, 'g', sql`l.date`)} as group_title, ${titleOn(sql, 'c', sql`l.date`)} as class_title, s.title as subject_title,
        ${togetherColumns(sql)},
        (select jsonb_object_agg(p.person_id, jsonb_build_object(
          'family_name', p.family_name, 'given_name', p.given_name, 'middle_name', p.middle_name)) from people_v1 p where p.person_id in (l.teacher_id, l.substitute_id)) as names,
        (select count(*)::int from marks_v1 m where m.lesson_id = l.lesson_id) as marks,
        (select count(*)::int from attendance_v1 a where a.lesson_id = l.lesson_id and a.code in ('absent', 'ill')) as absent
      from lessons_v2 l ${lessonJoins(sql)}
      left join classes_v1 c on c.class_id = g.class_id left join subjects_v1 s on s.subject_id = l.subject_id
      where l.school_id = ${asked.schoolId} and l.date = ${asked.date}::date and ${ofLessons(sql, scope, 'l')} and ${stands(sql, 'l')}
      order by l.slot, class_title, group_title, l.lesson_id`;
    return rows.map((row) => ({
      ...lessonOf(row),
      group: { id: row.group_id, title: row.group_title ?? '', classTitle: row.class_title },
      subject: { id: row.subject_id, title: row.subject_title ?? '' },
      teacher: nameIn(row.names, row.teacher_id),
      substitute: row.substitute_id === null ? null : nameIn(row.names, row.substitute_id),
      together: togetherOf(row),
      marks: row.marks,
      absent: row.absent,
    }));
  },
);

/** The first day after `date` that has lessons in scope in the school; null where none is planned. */
export const nextLessonDay = listQuery(
  async (sql, scope, asked: { readonly schoolId: string; readonly date: string }): Promise<string | null> => {
    const [row] = await sql<{ date: string | null }[]>`
      select min(l.date) as date from lessons_v2 l
      where l.school_id = ${asked.schoolId} and l.date > ${asked.date}::date and ${ofLessons(sql, scope, 'l')} and ${stands(sql, 'l')}`;
    return row?.date ?? null;
  },
);

/** How many marks a lesson has: for deciders. */
export async function lessonMarks(sql: Sql, lessonId: string): Promise<number> {
  const [row] = await sql<
    { marks: number }[]
  >`select count(*)::int as marks from marks_v1 where lesson_id = ${lessonId}`;
  return row?.marks ?? 0;
}
