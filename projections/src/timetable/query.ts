import { listQuery } from '../access-facts/list-query.ts';
import type { Sql } from '../core/connection.ts';
import { ofCalendars } from '../access-facts/scope.ts';
import { lessonColumns, lessonJoins, lessonOf, stands, type Lesson, type LessonRow } from '../lessons/query.ts';
import { togetherColumns, togetherOf, type Together, type TogetherRow } from '../lessons/together.ts';
import { named, type Named, type NameRow } from '../people/name.ts';
import { findSchool, type School } from '../schools/query.ts';
import { gradeOn, titleOn } from '../titles/on-date.ts';

/** Whose or what week: of a class with its groups, one group, a teacher, a pupil's groups, or a room. */
export type WeekOf =
  | { readonly classId: string }
  | { readonly groupId: string }
  | { readonly teacherId: string }
  | { readonly pupilId: string; readonly groupIds: readonly string[] }
  | { readonly room: string };

/** A lesson in a timetable: no marks, no attendance, nothing of any pupil. */
export interface TimetableLesson extends Pick<
  Lesson,
  'id' | 'date' | 'slot' | 'from' | 'to' | 'room' | 'outside' | 'cancelled' | 'movedFrom'
> {
  /** How many times it was changed since it was planned. */
  readonly changes: number;
  readonly subject: { readonly id: string; readonly title: string };
  readonly group: { readonly id: string; readonly title: string; readonly classTitle: string | null };
  readonly teacher: { readonly id: string; readonly short: string };
  readonly substitute: { readonly id: string; readonly short: string } | null;
  readonly together: Together | null;
}

interface Row extends LessonRow, NameRow, Omit<TogetherRow, 'together_id'> {
  readonly group_title: string | null;
  readonly class_title: string | null;
  readonly subject_title: string | null;
  readonly s_family_name: NameRow['family_name'];
  readonly s_given_name: NameRow['given_name'];
  readonly s_middle_name: NameRow['middle_name'];
}

export interface TimetableAsked {
  readonly schoolId: string;
  /** The day of asking, in the school's time zone. */
  readonly today: string;
  readonly from: string;
  readonly to: string;
  readonly of: WeekOf;
  /** Also those that calendar or timetable took away: a calendar program must be told that they are gone. */
  readonly gone?: true;
}

/** The school whose timetable is open to the asker, null where it is not. */
export const schoolCalendar = listQuery(
  async (sql, scope, asked: Pick<TimetableAsked, 'schoolId' | 'today'>): Promise<School | null> => {
    const [open] = await sql`select 1 where ${ofCalendars(sql, scope, asked.schoolId, asked.today)}`;
    return open ? findSchool(sql, asked.schoolId) : null;
  },
);

/** The lessons of a class, teacher, room or some groups on these days, in the order of the day. */
export const timetable = listQuery(async (sql, scope, asked: TimetableAsked): Promise<readonly TimetableLesson[]> => {
  const where = sql`l.date between ${asked.from}::date and ${asked.to}::date and ${chosen(sql, asked.of)}
    and ${ofCalendars(sql, scope, asked.schoolId, asked.today)} ${asked.gone ? sql`` : sql`and ${stands(sql, 'l')}`}`;
  return lessonsWhere(sql, asked.schoolId, where);
});

/** The lessons of a day whose teacher is away or that are not given as planned. For those whose scope is the school. */
export const unsettledLessons = listQuery(
  async (
    sql,
    scope,
    asked: { readonly schoolId: string; readonly date: string },
  ): Promise<readonly TimetableLesson[]> =>
    lessonsWhere(
      sql,
      asked.schoolId,
      sql`l.school_id = any(${[...scope.schools]}::uuid[]) and (
        (l.date = ${asked.date}::date and ${stands(sql, 'l')} and (
          l.substitute_id is not null or l.cancelled is not null or l.moved_from_date is not null or exists (
            select 1 from absences_v1 a where a.teacher_id = l.teacher_id and a.school_id = l.school_id
              and l.date between a.from_date and a.to_date)))
        or (l.moved_from_date = ${asked.date}::date))`,
    ),
);

function chosen(sql: Sql, of: WeekOf) {
  if ('classId' in of) return sql`g.class_id = ${of.classId}`;
  if ('groupId' in of) return sql`l.group_id = ${of.groupId}`;
  if ('teacherId' in of) return sql`(l.teacher_id = ${of.teacherId} or l.substitute_id = ${of.teacherId})`;
  return 'groupIds' in of
    ? sql`l.group_id = any(${[...of.groupIds]}::uuid[])`
    : sql`coalesce(l.together_room, l.room) = ${of.room}`;
}

async function lessonsWhere(
  sql: Sql,
  schoolId: string,
  where: ReturnType<typeof lessonJoins>,
): Promise<readonly TimetableLesson[]> {
  const rows = await sql<Row[]>`
    select ${lessonColumns(sql)}, ${titleOn(sql, 'g', sql`l.date`)} as group_title, ${titleOn(sql, 'c', sql`l.date`)} as class_title, s.title as subject_title,
      p.family_name, p.given_name, p.middle_name, ${togetherColumns(sql)},
      b.family_name as s_family_name, b.given_name as s_given_name, b.middle_name as s_middle_name
    from lessons_v2 l ${lessonJoins(sql)}
    left join classes_v1 c on c.class_id = g.class_id left join subjects_v1 s on s.subject_id = l.subject_id
    left join people_v1 p on p.person_id = l.teacher_id left join people_v1 b on b.person_id = l.substitute_id
    where l.school_id = ${schoolId} and ${where}
    order by l.date, l.slot, class_title, group_title, l.lesson_id`;
  return rows.map(shown);
}

function shown(row: Row): TimetableLesson {
  const { id, date, slot, from, to, room, outside, cancelled, movedFrom, substituteId } = lessonOf(row);
  const stand = { family_name: row.s_family_name, given_name: row.s_given_name, middle_name: row.s_middle_name };
  return {
    id,
    date,
    slot,
    from,
    to,
    room,
    outside,
    cancelled,
    movedFrom,
    changes: row.changes,
    subject: { id: row.subject_id, title: row.subject_title ?? '' },
    group: { id: row.group_id, title: row.group_title ?? '', classTitle: row.class_title },
    teacher: { id: row.teacher_id, short: named(row.teacher_id, row).short },
    substitute: substituteId === null ? null : { id: substituteId, short: named(substituteId, stand).short },
    together: togetherOf(row),
  };
}

/** Classes, parts of classes and mixed groups, teachers and rooms whose week can be asked for: those that have lessons on these days. */
export interface TimetableChoices {
  readonly classes: readonly { readonly id: string; readonly title: string }[];
  readonly groups: readonly { readonly id: string; readonly title: string; readonly subject: string }[];
  readonly teachers: readonly Named[];
  readonly rooms: readonly string[];
}

export const timetableChoices = listQuery(
  async (sql, scope, asked: Omit<TimetableAsked, 'of'>): Promise<TimetableChoices> => {
    const open = ofCalendars(sql, scope, asked.schoolId, asked.today);
    const day: ReturnType<Sql> = sql`${asked.to}::date`;
    const [classes, groups, teachers, rooms] = await Promise.all([
      sql<{ id: string; title: string }[]>`
        select c.class_id as id, ${titleOn(sql, 'c', day)} as title from classes_v1 c
        where c.school_id = ${asked.schoolId} and ${open} and exists (
          select 1 from groups_v1 g join lessons_v2 l on l.group_id = g.group_id
          where g.class_id = c.class_id and g.school_id = ${asked.schoolId} and l.school_id = ${asked.schoolId} and l.date between ${asked.from}::date and ${asked.to}::date)
        order by ${gradeOn(sql, day)} nulls last, title, c.class_id`,
      sql<{ id: string; title: string; subject: string }[]>`
        select g.group_id as id, ${titleOn(sql, 'g', day)} as title, coalesce(s.title, '') as subject
        from groups_v1 g left join classes_v1 c on c.class_id = g.class_id left join subjects_v1 s on s.subject_id = g.subject_id
        where g.school_id = ${asked.schoolId} and ${open} and ${titleOn(sql, 'g', day)} is distinct from ${titleOn(sql, 'c', day)}
          and exists (select 1 from lessons_v2 l where l.group_id = g.group_id and l.date between ${asked.from}::date and ${asked.to}::date)
        order by ${gradeOn(sql, day)} nulls last, title, s.title, g.group_id`,
      sql<(NameRow & { id: string })[]>`
        select p.person_id as id, p.family_name, p.given_name, p.middle_name from people_v1 p
        where ${open} and p.person_id = any(array(
          select teacher_id from lessons_v2 where school_id = ${asked.schoolId} and date between ${asked.from}::date and ${asked.to}::date
          union
          select substitute_id from lessons_v2 where school_id = ${asked.schoolId} and date between ${asked.from}::date and ${asked.to}::date))
        order by p.family_name, p.given_name, p.person_id`,
      sql<{ room: string }[]>`
        select distinct room from lessons_v2
        where school_id = ${asked.schoolId} and room is not null and date between ${asked.from}::date and ${asked.to}::date and ${open}
        order by room`,
    ]);
    return {
      classes,
      groups,
      teachers: teachers.map((row) => named(row.id, row)),
      rooms: rooms.map(({ room }) => room).toSorted((a, b) => a.localeCompare(b, 'ru', { numeric: true })),
    };
  },
);
