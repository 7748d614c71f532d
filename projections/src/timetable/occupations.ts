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
  // Pupils of a class are mostly in the same groups: some dozen sets come back, and not a pair for each pupil and two groups.
  const rows = await sql<{ groups: readonly string[] }[]>`
    select distinct groups from (
      select array_agg(distinct group_id::text) as groups from group_members_v1
      where school_id = ${schoolId} and valid_from <= ${date}::date and (valid_to is null or ${date}::date <= valid_to)
      group by pupil_id) sets
    where cardinality(groups) > 1`;
  const shared = new Map<string, Set<string>>();
  for (const { groups } of rows)
    for (const group of groups) {
      const meets = shared.get(group) ?? new Set();
      for (const other of groups) if (other !== group) meets.add(other);
      shared.set(group, meets);
    }
  return shared;
}
