import type { Post } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import { byName, named, type Named, type NameRow } from '../people/name.ts';

/** A post, class, group or lesson of somebody who works at a school, by date. */
export interface StaffWork {
  readonly kind: 'post' | 'tutor' | 'teaches' | 'substitutes';
  readonly post: Post | null;
  /** The class or group, for groups with the subject. */
  readonly title: string | null;
  readonly from: string;
  readonly to: string | null;
}

export interface StaffMember extends Named {
  readonly work: readonly StaffWork[];
}

interface Row extends NameRow {
  readonly person_id: string;
  readonly kind: StaffWork['kind'];
  readonly detail: string;
  readonly title: string | null;
  readonly subject: string | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

/**
 * Everybody who has worked at a school in scope, or will, with posts, classes and groups of any date, in that order; of
 * substitutions those from `since`.
 */
export const staffOf = listQuery(
  async (
    sql,
    { schools },
    { schoolId, since, personId }: { readonly schoolId: string; readonly since: string; readonly personId?: string },
  ): Promise<readonly StaffMember[]> => {
    const rows = await sql<Row[]>`
      select f.person_id, f.kind, f.detail, coalesce(k.title, gk.title, g.title) as title, s.title as subject, f.valid_from, f.valid_to,
        p.family_name, p.given_name, p.middle_name
      from access_facts_v1 f
      left join people_v1 p using (person_id)
      left join classes_v1 k on f.kind = 'tutor' and k.class_id = f.object_id
      left join groups_v1 g on f.kind = 'teaches' and g.group_id = f.object_id
      left join classes_v1 gk on gk.class_id = g.class_id
      left join subjects_v1 s on s.subject_id = g.subject_id
      where f.school_id = ${schoolId} and f.school_id = any(${[...schools]}::uuid[])
        and (f.kind in ('post', 'tutor', 'teaches') or (f.kind = 'substitutes' and f.valid_from >= ${since}::date))
        ${personId === undefined ? sql`` : sql`and f.person_id = ${personId}`}
      order by case f.kind when 'post' then 1 when 'tutor' then 2 when 'teaches' then 3 else 4 end, subject nulls first, title, f.valid_from, f.object_id`;
    const people = Map.groupBy(rows, (row) => row.person_id);
    return [...people.entries()]
      .flatMap(([id, list]) => (list[0] ? [{ ...named(id, list[0]), work: list.map(workOf) }] : []))
      .toSorted(byName);
  },
);

const workOf = (row: Row): StaffWork => ({
  kind: row.kind,
  post: row.kind === 'post' ? (row.detail as Post) : null,
  title: row.subject ? [row.title, row.subject].filter(Boolean).join(', ') : row.title,
  from: row.valid_from,
  to: row.valid_to,
});
