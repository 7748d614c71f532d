import { scales, type AttendanceCode, type Scale, type WorkKind } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import { notWithheld, ofPupils, type Scope, type WithheldPart } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import { lessonColumns, lessonJoins, movedFrom, stands, type Lesson, type LessonRow } from '../lessons/query.ts';
import { togetherColumns, togetherOf, type Together, type TogetherRow } from '../lessons/together.ts';
import { markOf, type MarkColumns } from '../marks/query.ts';
import { named, type Named, type NameRow } from '../people/name.ts';
import type { School } from '../schools/query.ts';
import { dayTold, schoolDaysOf, type DayTold } from '../school-days/query.ts';
import { termNear } from '../terms/query.ts';
import { homeworkDue, type Due } from './due.ts';
import { placeInSchool } from './place.ts';
import { subjectsOf, type DiarySubject } from './subjects.ts';
import { addDays, weekOf } from './week.ts';

export interface DiaryMark {
  readonly id: string;
  readonly value: string;
  readonly weight: number;
  readonly kind: WorkKind;
  readonly event: string;
  /** When it was written; null until the read model of changes has it too. */
  readonly at: string | null;
  readonly changed: boolean;
}

/** A lesson in a pupil's diary. `given` is the homework given at it, `due` the homework to be ready for it. */
export interface DiaryLesson {
  readonly id: string;
  readonly groupId: string;
  readonly date: string;
  readonly slot: number;
  readonly from: string;
  readonly to: string;
  readonly room: string | null;
  readonly subject: { readonly id: string; readonly title: string };
  readonly topic: string | null;
  readonly given: { readonly text: string; readonly dueOn: string | null } | null;
  readonly due: readonly Due[];
  readonly attendance: AttendanceCode | null;
  readonly marks: readonly DiaryMark[];
  /** Who gives it: the substitute where there is one. */
  readonly teacher: string;
  readonly substituted: boolean;
  readonly together: Together | null;
  readonly cancelled: Lesson['cancelled'];
  readonly movedFrom: { readonly date: string; readonly slot: number } | null;
  readonly outside: boolean;
}

export interface Diary {
  readonly pupil: Named;
  readonly classTitle: string | null;
  readonly school: School;
  readonly scale: Scale;
  readonly week: { readonly from: string; readonly to: string };
  readonly days: readonly {
    readonly date: string;
    readonly special: DayTold | null;
    readonly lessons: readonly DiaryLesson[];
  }[];
  readonly subjects: readonly DiarySubject[];
  /** Groups of the lessons shown: what to listen to besides the pupil. */
  readonly groups: readonly string[];
  /** What an order leaves out. */
  readonly withheld: readonly Exclude<WithheldPart, 'consent'>[];
}

interface Row extends LessonRow, MarkColumns, NameRow, Omit<TogetherRow, 'together_id'> {
  readonly code: AttendanceCode | null;
  readonly subject_title: string | null;
  readonly marked_at: Date | null;
}

interface Span {
  readonly pupilId: string;
  /** From where lessons are looked through, and the week that is shown. */
  readonly from: string;
  readonly week: { readonly from: string; readonly to: string };
}

/**
 * The lessons of the week, and of those before it the ones that still count: with a mark, an absence or homework for this week, and the
 * last one of each group, whose homework is due at the next lesson.
 */
function lessonRows(sql: Sql, scope: Scope, { pupilId, from, week }: Span) {
  // Columns named again take the place of the lesson's own.
  const homework = scope.withheld.homework.includes(pupilId)
    ? sql`, null as homework, null as topic, null as due_on`
    : sql``;
  return sql<Row[]>`
    with own as (
      select distinct on (l.date, l.slot, l.lesson_id) l.*
      from group_members_v1 gm
      join lessons_v2 l on l.group_id = gm.group_id and gm.valid_from <= l.date and (gm.valid_to is null or l.date <= gm.valid_to)
      where gm.pupil_id = ${pupilId} and l.date between ${from}::date and ${week.to}::date and ${ofPupils(sql, scope, 'gm')} and ${stands(sql, 'l')}
      order by l.date, l.slot, l.lesson_id
    ),
    marked as (
      select l.*, m.mark_id, m.value, m.event_id, m.changed, a.code,
        lead(l.date) over (partition by l.group_id, l.cancelled is null order by l.date, l.slot, l.lesson_id) as next_date
      from own l
      left join marks_v1 m on m.lesson_id = l.lesson_id and m.pupil_id = ${pupilId} and ${notWithheld(sql, scope, 'marks', 'm.pupil_id')}
      left join attendance_v1 a on a.lesson_id = l.lesson_id and a.pupil_id = ${pupilId} and ${notWithheld(sql, scope, 'attendance', 'a.pupil_id')}
    )
    select ${lessonColumns(sql)}${homework}, s.title as subject_title, h.at as marked_at, p.family_name, p.given_name, p.middle_name, ${togetherColumns(sql)}
    from marked l
    ${lessonJoins(sql)}
    left join subjects_v1 s on s.subject_id = l.subject_id
    left join mark_changes_v1 h on h.event_id = l.event_id
    left join people_v1 p on p.person_id = coalesce(l.substitute_id, l.teacher_id)
    where l.date >= ${week.from}::date or l.value is not null or l.code is not null
      or l.due_on >= ${week.from}::date or l.cancelled is not null or l.next_date is null or l.next_date >= ${week.from}::date
    order by l.date, l.slot, l.lesson_id`;
}

function lessonOf(row: Row): DiaryLesson {
  const mark = markOf(row);
  const work = { weight: row.weight ?? 1, kind: row.work_kind ?? ('classwork' as const) };
  return {
    id: row.lesson_id,
    groupId: row.group_id,
    date: row.date,
    slot: row.slot,
    from: row.from_time,
    to: row.to_time,
    room: row.together_id === null ? row.room : row.together_room,
    subject: { id: row.subject_id, title: row.subject_title ?? '' },
    topic: row.topic,
    given: row.homework === null ? null : { text: row.homework, dueOn: row.due_on },
    due: [],
    attendance: row.code,
    marks: mark ? [{ ...mark, ...work, at: row.marked_at?.toISOString() ?? null }] : [],
    teacher: named(row.substitute_id ?? row.teacher_id, row).short,
    substituted: row.substitute_id !== null,
    together: togetherOf(row),
    cancelled: row.cancelled,
    movedFrom: movedFrom(row),
    outside: row.outside,
  };
}

/** Homework is looked for this many days before the week; older work is due no more. */
const lookBack = 60;

/** One week of a pupil's diary, Monday to Sunday around `date`: null where the pupil is outside the scope or at no school. */
export const diary = listQuery(
  async (sql, scope, { pupilId, date }: { readonly pupilId: string; readonly date: string }): Promise<Diary | null> => {
    const week = weekOf(date);
    const found = await placeInSchool(sql, scope, { date, pupilId });
    if (!found) return null;
    const { place, school, terms } = found;
    const term = termNear(terms, date);
    const back = addDays(week.from, -lookBack);
    const from = term && term.from < back ? term.from : back;
    const [rows, days] = await Promise.all([
      lessonRows(sql, scope, { pupilId, from, week }),
      schoolDaysOf(sql, school.id),
    ]);
    const lessons = rows.map(lessonOf);
    const due = homeworkDue(lessons);
    const shown = lessons
      .filter((lesson) => lesson.date >= week.from)
      .map((lesson) => ({ ...lesson, due: due.get(lesson.id) ?? [] }));
    const scale = scales[school.scale];
    return {
      pupil: { id: place.id, name: place.name, short: place.short },
      classTitle: place.classTitle,
      school,
      scale,
      week,
      days: Array.from({ length: 7 }, (_, day) => addDays(week.from, day)).map((day) => ({
        date: day,
        special: days && dayTold(days, day),
        lessons: shown.filter((lesson) => lesson.date === day),
      })),
      subjects: subjectsOf(
        scale,
        lessons.filter((lesson) => !term || lesson.date >= term.from),
        week.from,
      ),
      withheld: (['homework', 'marks', 'attendance'] as const).filter((part) => scope.withheld[part].includes(pupilId)),
      groups: [...new Set(shown.map((lesson) => lesson.groupId))],
    };
  },
);
