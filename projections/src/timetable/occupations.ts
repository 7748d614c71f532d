import type { Occupation, SharedPupils } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import type { Sql } from '../core/connection.ts';

interface Days {
  readonly schoolId: string;
  readonly from: string;
  readonly to: string;
}

/** What the lessons of a school take up on these days, cancelled ones left out: for deciders that look for clashes. */
export async function occupationsOf(sql: Sql, { schoolId, from, to }: Days): Promise<readonly Occupation[]> {
  return sql<Occupation[]>`
    select lesson_id as id, date::text as day, from_time as from, to_time as to, group_id as "groupId",
      coalesce(together_room, room) as room, together_id as together,
      array[coalesce(substitute_id, teacher_id)::text] as "teacherIds"
    from lessons_v2
    where school_id = ${schoolId} and date between ${from}::date and ${to}::date and cancelled is null`;
}

/** The same for a page, with the groups that share a pupil on the first day. For those whose scope is the school. */
export const schoolOccupations = listQuery(
  async (sql, scope, days: Days): Promise<{ occupations: readonly Occupation[]; shared: SharedPupils }> => {
    if (!scope.schools.includes(days.schoolId)) return { occupations: [], shared: new Map() };
    const [occupations, shared] = await Promise.all([
      occupationsOf(sql, days),
      sharedPupilsOf(sql, days.schoolId, days.from),
    ]);
    return { occupations, shared };
  },
);

/** Which groups of a school share a pupil on a day. */
export async function sharedPupilsOf(sql: Sql, schoolId: string, date: string): Promise<SharedPupils> {
  const rows = await sql<{ group: string; meets: string[] }[]>`
    with present as (
      select group_id, pupil_id from group_members_v1
      where school_id = ${schoolId} and valid_from <= ${date}::date and (valid_to is null or ${date}::date <= valid_to)
    )
    select a.group_id as "group", array_agg(distinct b.group_id::text) as meets
    from present a join present b on a.pupil_id = b.pupil_id and a.group_id <> b.group_id
    group by a.group_id`;
  return new Map(rows.map(({ group, meets }) => [group, new Set(meets)]));
}
