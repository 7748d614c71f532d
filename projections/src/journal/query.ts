import { average, scales, type Scale, type Weighted } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import { ofGroups, type Scope } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import { groupMembers, type Member } from '../group-members/query.ts';
import { findGroup, type Group } from '../groups/query.ts';
import { lessonColumns, lessonJoins, lessonOf, stands, type Lesson, type LessonRow } from '../lessons/query.ts';
import { togetherColumns, togetherOf, type Together, type TogetherRow } from '../lessons/together.ts';
import { cellsOf, type Cell } from '../marks/query.ts';
import { findSchool, type School } from '../schools/query.ts';
import { termNear, termsOf, type Term } from '../terms/query.ts';

/** A pupil's row of the journal: cells by lesson, the term's average as a decimal string, and how many marks it is made of. */
export interface JournalPupil extends Member {
  readonly cells: Readonly<Record<string, Pick<Cell, 'mark' | 'attendance'>>>;
  readonly average: string | null;
  readonly count: number;
}

export interface Journal {
  readonly group: Group;
  readonly school: School;
  readonly scale: Scale;
  readonly terms: readonly (Term & { readonly current: boolean })[];
  readonly term: Term | null;
  readonly lessons: readonly (Lesson & { readonly together: Together | null })[];
  readonly pupils: readonly JournalPupil[];
  readonly summary: { readonly average: string | null; readonly counts: Readonly<Record<string, number>> };
}

export interface JournalAsked {
  readonly groupId: string;
  /** Today in the school's time zone. */
  readonly date: string;
  /** Default: the term of that date. */
  readonly termId?: string;
}

/** Lessons in scope of a group from one date to another, in order. */
export const groupLessons = listQuery(
  async (
    sql,
    scope,
    asked: { readonly groupId: string; readonly from: string; readonly to: string },
  ): Promise<readonly Lesson[]> => {
    const rows = await sql<LessonRow[]>`
      select ${lessonColumns(sql)} from lessons_v2 l ${lessonJoins(sql)}
      where l.group_id = ${asked.groupId} and l.date between ${asked.from}::date and ${asked.to}::date and ${ofGroups(sql, scope, 'l')} and ${stands(sql, 'l')}
      order by l.date, l.slot, l.lesson_id`;
    return rows.map(lessonOf);
  },
);

/** Which lessons of a group are given together with others. */
async function lessonsTogether(
  sql: Sql,
  { groupId, from, to }: { readonly groupId: string; readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string, Together | null>> {
  const rows = await sql<(TogetherRow & { readonly id: string })[]>`
    select l.lesson_id as id, l.together_id, ${togetherColumns(sql)} from lessons_v2 l
    where l.group_id = ${groupId} and l.date between ${from}::date and ${to}::date
      and (l.together_id is not null or l.lesson_id in (select o.together_id from lessons_v2 o where o.together_id is not null))`;
  return new Map(rows.map((row) => [row.id, togetherOf(row)]));
}

/** Rows of pupils with their cells and averages at the lessons given. */
export async function rowsOf(
  sql: Sql,
  scope: Scope,
  { lessons, members, scale }: { lessons: readonly Lesson[]; members: readonly Member[]; scale: Scale },
): Promise<{ pupils: readonly JournalPupil[]; marks: readonly Weighted[] }> {
  const weights = new Map(lessons.map((lesson) => [lesson.id, lesson.work?.weight ?? 1]));
  const byPupil = new Map<string, Cell[]>();
  for (const cell of await cellsOf(sql, scope, { lessonIds: [...weights.keys()] })) {
    const cells = byPupil.get(cell.pupilId);
    if (cells) cells.push(cell);
    else byPupil.set(cell.pupilId, [cell]);
  }
  const all: Weighted[] = [];
  const pupils = members.map((member) => {
    const cells = byPupil.get(member.id) ?? [];
    const marks = cells.flatMap(({ mark, lessonId }) =>
      mark ? [{ value: mark.value, weight: weights.get(lessonId) ?? 1 }] : [],
    );
    all.push(...marks);
    return {
      ...member,
      cells: Object.fromEntries(cells.map(({ lessonId, mark, attendance }) => [lessonId, { mark, attendance }])),
      average: average(scale, marks),
      count: marks.length,
    };
  });
  return { pupils, marks: all };
}

/** The journal of a group in one term: null where there is no such group or it lies outside the scope. */
export const journal = listQuery(async (sql, scope, asked: JournalAsked): Promise<Journal | null> => {
  const found = await findGroup(sql, asked.groupId, asked.date);
  if (!found || !(scope.groups.includes(found.id) || scope.schools.includes(found.schoolId))) return null;
  const [school, terms] = await Promise.all([findSchool(sql, found.schoolId), termsOf(sql, found.schoolId)]);
  if (!school) return null;
  const current = termNear(terms, asked.date);
  const term = asked.termId === undefined ? current : (terms.find(({ id }) => id === asked.termId) ?? current);
  // A term of another year keeps the title of then.
  const within = term && (asked.date < term.from ? term.from : asked.date > term.to ? term.to : asked.date);
  const group = (await findGroup(sql, found.id, within ?? asked.date)) ?? found;
  const scale = scales[school.scale];
  const range = { groupId: group.id, from: term?.from ?? asked.date, to: term?.to ?? asked.date };
  const [lessons, members, together] = await Promise.all([
    groupLessons(sql, scope, range),
    groupMembers(sql, scope, range),
    lessonsTogether(sql, range),
  ]);
  const { pupils, marks } = await rowsOf(sql, scope, { lessons, members, scale });
  const counts = Object.fromEntries(
    scale.values.map((value) => [value, marks.filter((mark) => mark.value === value).length]),
  );
  return {
    group,
    school,
    scale,
    terms: terms.map((one) => ({ ...one, current: one.id === current?.id })),
    term,
    lessons: lessons.map((lesson) => ({ ...lesson, together: together.get(lesson.id) ?? null })),
    pupils,
    summary: { average: average(scale, marks), counts },
  };
});
