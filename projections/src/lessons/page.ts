import { scales, type AttendanceCode, type Scale } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import { ofGroups, ofLessons, withinLesson } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import { groupMembers } from '../group-members/query.ts';
import { findGroup, type Group } from '../groups/query.ts';
import { groupLessons, rowsOf } from '../journal/query.ts';
import type { Mark } from '../marks/query.ts';
import type { Named } from '../people/name.ts';
import { namesOf } from '../people/query.ts';
import { findSchool, type School } from '../schools/query.ts';
import { termsOf, type Term } from '../terms/query.ts';
import { findLesson, type Lesson } from './query.ts';
import { togetherColumns, togetherOf, type Together, type TogetherRow } from './together.ts';

export interface LessonPupil extends Named {
  readonly attendance: AttendanceCode | null;
  readonly mark: Mark | null;
  /** Of the lesson's term, in this group. */
  readonly average: string | null;
}

export interface LessonPage {
  readonly lesson: Lesson;
  readonly group: Group;
  readonly school: School;
  readonly term: Term | null;
  readonly teacher: Named | null;
  readonly substitute: Named | null;
  readonly together: Together | null;
  readonly scale: Scale;
  readonly pupils: readonly LessonPupil[];
  readonly previousHomework: { readonly text: string; readonly from: string } | null;
  readonly nextLesson: { readonly id: string; readonly date: string } | null;
}

const neighbours = async (sql: Sql, lesson: Lesson): Promise<Pick<LessonPage, 'previousHomework' | 'nextLesson'>> => {
  const here = sql`(${lesson.date}::date, ${lesson.slot}::int)`;
  const [homework, next] = await Promise.all([
    sql<{ text: string; from: string }[]>`
      select l.homework as text, l.date as from from lessons_v2 l
      where l.group_id = ${lesson.groupId} and (l.date, l.slot) < ${here} and l.homework is not null
      order by l.date desc, l.slot desc limit 1`,
    sql<{ id: string; date: string }[]>`
      select l.lesson_id as id, l.date from lessons_v2 l
      where l.group_id = ${lesson.groupId} and (l.date, l.slot) > ${here} and l.cancelled is null
      order by l.date, l.slot limit 1`,
  ]);
  return { previousHomework: homework[0] ?? null, nextLesson: next[0] ?? null };
};

/** One lesson with its roll and marks: null where there is none or it lies outside the scope. */
export const lessonPage = listQuery(
  async (sql, scope, { lessonId }: { readonly lessonId: string }): Promise<LessonPage | null> => {
    const [found] = await sql<({ wholeGroup: boolean } & TogetherRow)[]>`
      select ${ofGroups(sql, scope, 'l')} as "wholeGroup", l.together_id, ${togetherColumns(sql)} from lessons_v2 l
      where l.lesson_id = ${lessonId} and ${ofLessons(sql, scope, 'l')}`;
    const lesson = found ? await findLesson(sql, lessonId) : null;
    if (!found || !lesson) return null;
    // A substitute is shown this lesson's roll and marks, and no average that would tell of others.
    const { wholeGroup } = found;
    const within = wholeGroup ? scope : withinLesson(lesson);
    const [group, school, terms, people, members, around] = await Promise.all([
      findGroup(sql, lesson.groupId, lesson.date),
      findSchool(sql, lesson.schoolId),
      termsOf(sql, lesson.schoolId),
      namesOf(sql, [lesson.teacherId, ...(lesson.substituteId === null ? [] : [lesson.substituteId])]),
      groupMembers(sql, within, { groupId: lesson.groupId, from: lesson.date, to: lesson.date }),
      neighbours(sql, lesson),
    ]);
    if (!group || !school) return null;
    const term = terms.find(({ id }) => id === lesson.termId) ?? null;
    const scale = scales[school.scale];
    const lessons = wholeGroup
      ? await groupLessons(sql, scope, {
          groupId: group.id,
          from: term?.from ?? lesson.date,
          to: term?.to ?? lesson.date,
        })
      : [lesson];
    const { pupils } = await rowsOf(sql, within, { lessons, members, scale });
    return {
      lesson,
      group,
      school,
      term,
      teacher: people.get(lesson.teacherId) ?? null,
      substitute: people.get(lesson.substituteId ?? '') ?? null,
      together: togetherOf(found),
      scale,
      pupils: pupils.map(({ id, name, short, cells, average }) => ({
        id,
        name,
        short,
        attendance: cells[lesson.id]?.attendance ?? null,
        mark: cells[lesson.id]?.mark ?? null,
        average: wholeGroup ? average : null,
      })),
      ...around,
    };
  },
);
