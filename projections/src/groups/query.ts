import { listQuery } from '../access-facts/list-query.ts';
import { ofGroups } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import { gradeOn, titleOn } from '../titles/on-date.ts';

/** What a group is, for deciders and policies. */
export interface Group {
  readonly id: string;
  readonly schoolId: string;
  readonly subjectId: string;
  readonly classId: string | null;
  readonly title: string;
  readonly classTitle: string | null;
  readonly subject: { readonly id: string; readonly title: string };
}

export interface GroupListed extends Group {
  readonly pupils: number;
  /** Everybody who was in it has left: nothing is to be taught there, and its journal stays. */
  readonly over: boolean;
}

interface Row {
  readonly group_id: string;
  readonly school_id: string;
  readonly subject_id: string;
  readonly class_id: string | null;
  readonly title: string;
  readonly class_title: string | null;
  readonly subject_title: string | null;
}

const groupOf = (row: Row): Group => ({
  id: row.group_id,
  schoolId: row.school_id,
  subjectId: row.subject_id,
  classId: row.class_id,
  title: row.title,
  classTitle: row.class_title,
  subject: { id: row.subject_id, title: row.subject_title ?? '' },
});

const columns = (sql: Sql, date: ReturnType<Sql>) => sql`
  g.group_id, g.school_id, g.subject_id, g.class_id, ${titleOn(sql, 'g', date)} as title, ${titleOn(sql, 'c', date)} as class_title, s.title as subject_title`;
const joins = (sql: Sql) =>
  sql`left join classes_v1 c on c.class_id = g.class_id left join subjects_v1 s on s.subject_id = g.subject_id`;

/** A group by id as it is called on a date, null where there is none. */
export async function findGroup(sql: Sql, id: string, date: string): Promise<Group | null> {
  const [row] = await sql<Row[]>`
    select ${columns(sql, sql`${date}::date`)} from groups_v1 g ${joins(sql)} where g.group_id = ${id}`;
  return row ? groupOf(row) : null;
}

/** The groups in scope with how many pupils they have on the date, by class, subject and title. */
export const groupList = listQuery(
  async (sql, scope, asked: { readonly date: string; readonly schoolId?: string }): Promise<readonly GroupListed[]> => {
    const rows = await sql<(Row & Pick<GroupListed, 'pupils' | 'over'>)[]>`
      select ${columns(sql, sql`${asked.date}::date`)}, m.pupils, m.over
      from groups_v1 g ${joins(sql)} cross join lateral (
        select (count(distinct m.pupil_id) filter (where m.valid_from <= ${asked.date}::date and stays))::int as pupils, coalesce(not bool_or(stays), false) as over
        from group_members_v1 m, lateral (select m.valid_to is null or ${asked.date}::date <= m.valid_to) as s (stays)
        where m.group_id = g.group_id) m
      where ${ofGroups(sql, scope, 'g')} ${asked.schoolId === undefined ? sql`` : sql`and g.school_id = ${asked.schoolId}`}
      order by ${gradeOn(sql, sql`${asked.date}::date`)} nulls last, class_title nulls last, s.title, title, g.group_id`;
    return rows.map((row) => ({ ...groupOf(row), pupils: row.pupils, over: row.over }));
  },
);
