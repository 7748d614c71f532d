import { listQuery } from '../access-facts/list-query.ts';
import { gradeOn, titleOn } from '../titles/on-date.ts';

/** A class of a school as it is called on a date, with the pupils of that day. */
export interface SchoolClass {
  readonly id: string;
  readonly title: string;
  readonly grade: number | null;
  readonly pupils: readonly string[];
}

/** Every class of a school on a date, also those with nobody in them, in the order of a school; for those whose scope is the school. */
export const schoolClasses = listQuery(
  async (sql, scope, { schoolId, date }: { readonly schoolId: string; readonly date: string }) =>
    sql<SchoolClass[]>`
      select c.class_id as id, ${titleOn(sql, 'c', sql`${date}::date`)} as title, ${gradeOn(sql, sql`${date}::date`)} as grade, array(
        select f.person_id from access_facts_v1 f
        where f.kind = 'enrolled' and f.object_id = c.class_id
          and f.valid_from <= ${date}::date and (f.valid_to is null or ${date}::date <= f.valid_to) order by f.person_id) as pupils
      from classes_v1 c
      where c.school_id = ${schoolId} and c.school_id = any(${[...scope.schools]}::uuid[])
      order by grade nulls last, title, c.class_id`,
);
