import type { Sql } from '../core/connection.ts';
import { titleOn } from './on-date.ts';

/** A class, a group or a lesson by what it is called. `subject` is null for a class, `date` for all but a lesson. */
export interface Thing {
  readonly kind: 'class' | 'group' | 'lesson';
  readonly title: string;
  readonly subject: string | null;
  readonly date: string | null;
}

/** What classes, groups and lessons are called whose ids the asker was shown by a row of their own; ids of nothing are absent. */
export async function thingsNamed(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Thing>> {
  const rows = await sql<(Thing & { readonly id: string })[]>`
    select c.class_id as id, 'class' as kind, ${titleOn(sql, 'c', sql`current_date`)} as title, null as subject, null::date as date
    from classes_v1 c where c.class_id = any(${[...ids]}::uuid[])
    union all
    select g.group_id, 'group', ${titleOn(sql, 'g', sql`current_date`)}, s.title, null
    from groups_v1 g left join subjects_v1 s on s.subject_id = g.subject_id where g.group_id = any(${[...ids]}::uuid[])
    union all
    select l.lesson_id, 'lesson', ${titleOn(sql, 'g', sql`l.date`)}, s.title, l.date
    from lessons_v2 l left join groups_v1 g on g.group_id = l.group_id left join subjects_v1 s on s.subject_id = l.subject_id
    where l.lesson_id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, ...thing }) => [id, thing]));
}
