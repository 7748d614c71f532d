import type { AttendanceCode } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import { notWithheld, ofPupils, ofPupilsOrGroups } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';

/** A mark as it stands: `id` of the mark, `event` that wrote the value, whether it was ever changed. */
export interface Mark {
  readonly id: string;
  readonly value: string;
  readonly event: string;
  readonly changed: boolean;
}

export interface MarkColumns {
  readonly mark_id: string | null;
  readonly value: string | null;
  readonly event_id: string | null;
  readonly changed: boolean | null;
}

/** The mark in a row that may have none. */
export const markOf = ({ mark_id: id, value, event_id: event, changed }: MarkColumns): Mark | null =>
  id === null || value === null || event === null ? null : { id, value, event, changed: changed === true };

/** A cell of the journal that is not empty. */
export interface Cell {
  readonly lessonId: string;
  readonly pupilId: string;
  readonly mark: Mark | null;
  readonly attendance: AttendanceCode | null;
}

/** Marks and absences in scope at these lessons. */
export const cellsOf = listQuery(
  async (sql, scope, { lessonIds }: { readonly lessonIds: readonly string[] }): Promise<readonly Cell[]> => {
    const ids = [...lessonIds];
    const rows = await sql<(MarkColumns & { lesson_id: string; pupil_id: string; code: AttendanceCode | null })[]>`
    with m as (select * from marks_v1 m where m.lesson_id = any(${ids}::uuid[]) and ${ofPupilsOrGroups(sql, scope, 'm')}
      and ${notWithheld(sql, scope, 'marks', 'm.pupil_id')}),
    a as (select * from attendance_v1 a where a.lesson_id = any(${ids}::uuid[]) and ${ofPupilsOrGroups(sql, scope, 'a')}
      and ${notWithheld(sql, scope, 'attendance', 'a.pupil_id')})
    select lesson_id, pupil_id, m.mark_id, m.value, m.event_id, m.changed, a.code from m full join a using (lesson_id, pupil_id)`;
    return rows.map((row) => ({
      lessonId: row.lesson_id,
      pupilId: row.pupil_id,
      mark: markOf(row),
      attendance: row.code,
    }));
  },
);

/** How many marks a pupil in scope has in each group, and the date of the last one. */
export const marksByGroup = listQuery(
  async (sql, scope, { pupilId }: { readonly pupilId: string }) =>
    sql<{ readonly groupId: string; readonly marks: number; readonly last: string }[]>`
      select l.group_id as "groupId", count(*)::int as marks, max(l.date) as last
      from marks_v1 m join lessons_v2 l using (lesson_id)
      where m.pupil_id = ${pupilId} and ${ofPupils(sql, scope, 'm')} group by l.group_id`,
);

/** The mark in one cell, null where it is empty: a fact for deciders. */
export async function findMark(
  sql: Sql,
  cell: { readonly lessonId: string; readonly pupilId: string },
): Promise<Mark | null> {
  const [row] = await sql<MarkColumns[]>`
    select mark_id, value, event_id, changed from marks_v1 where lesson_id = ${cell.lessonId} and pupil_id = ${cell.pupilId}`;
  return row ? markOf(row) : null;
}

/** A pupil's place in a group. */
export interface GroupPlace {
  readonly pupilId: string;
  readonly groupId: string;
}

/**
 * Which of these places have marks or attendance at lessons from a day on, or results from another system that no earlier time in the group
 * explains. For deciders.
 */
export async function placesWithWork(
  sql: Sql,
  { places, from }: { readonly places: readonly GroupPlace[]; readonly from: string },
): Promise<readonly GroupPlace[]> {
  const rows = await sql<{ pupil_id: string; group_id: string }[]>`
    select pupil_id, group_id
    from unnest(${places.map((one) => one.pupilId)}::uuid[], ${places.map((one) => one.groupId)}::uuid[]) as p (pupil_id, group_id)
    where exists (
      select from (select lesson_id, pupil_id, group_id from marks_v1 union all select lesson_id, pupil_id, group_id from attendance_v1) w
      join lessons_v2 l using (lesson_id)
      where w.pupil_id = p.pupil_id and w.group_id = p.group_id and l.date >= ${from}::date)
    or exists (select from brought_in_results_v1 r where r.pupil_id = p.pupil_id and r.group_id = p.group_id)
      and not exists (
        select from group_members_v1 m
        where m.pupil_id = p.pupil_id and m.group_id = p.group_id and m.valid_from < ${from}::date)`;
  return rows.map((row) => ({ pupilId: row.pupil_id, groupId: row.group_id }));
}
