import { listQuery } from '../access-facts/list-query.ts';
import type { Sql } from '../core/connection.ts';
import { named, type Named, type NameRow } from '../people/name.ts';

/** Somebody who teaches a group or looks after a class on the date or later. */
export interface Holder extends Named {
  /** The group or class. */
  readonly of: string;
  readonly from: string;
  readonly to: string | null;
}

/** Tutors of a class and teachers of its groups, on a date and after it, for those whose scope is the school; the earliest first. */
export const classStaff = listQuery(
  async (
    sql,
    scope,
    { classId, date }: { readonly classId: string; readonly date: string },
  ): Promise<readonly Holder[]> => {
    const rows = await sql<
      (NameRow & { person_id: string; object_id: string; valid_from: string; valid_to: string | null })[]
    >`
      select f.person_id, f.object_id, f.valid_from, f.valid_to, p.family_name, p.given_name, p.middle_name
      from access_facts_v1 f left join people_v1 p using (person_id)
      where f.school_id = any(${[...scope.schools]}::uuid[]) and (f.valid_to is null or ${date}::date <= f.valid_to)
        and (f.kind = 'tutor' and f.object_id = ${classId}
          or f.kind = 'teaches' and f.object_id in (select group_id from groups_v1 where class_id = ${classId}))
      order by f.valid_from, p.family_name, f.person_id`;
    return rows.map((row) => ({
      ...named(row.person_id, row),
      of: row.object_id,
      from: row.valid_from,
      to: row.valid_to,
    }));
  },
);

/** How many lessons of a group from a day on are planned with a teacher: a fact for a preview, of nobody's marks. */
export async function plannedWith(
  sql: Sql,
  { groupId, teacherId, from }: { readonly groupId: string; readonly teacherId: string; readonly from: string },
): Promise<number> {
  const [row] = await sql<{ lessons: number }[]>`
    select count(*)::int as lessons from lessons_v2
    where group_id = ${groupId} and teacher_id = ${teacherId} and date >= ${from}::date and cancelled is null`;
  return row?.lessons ?? 0;
}
