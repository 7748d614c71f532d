import type { Sql } from '../core/connection.ts';

type Fragment = ReturnType<Sql>;

const onDate = (sql: Sql, column: 'title' | 'grade', alias: 'c' | 'g', date: Fragment) => sql`coalesce((
  select t.${sql(column)} from titles_v1 t
  where t.thing_id = ${sql(alias === 'c' ? 'c.class_id' : 'g.group_id')} and t.valid_from <= ${date}
  order by t.valid_from desc limit 1), ${sql(`${alias}.${column}`)})`;

/** SQL: what a class (`c`, of `classes`) or group (`g`, of `groups`) is called on a date. */
export const titleOn = (sql: Sql, alias: 'c' | 'g', date: Fragment) => onDate(sql, 'title', alias, date);

/** SQL: the year of study of a class (`c`) on a date. */
export const gradeOn = (sql: Sql, date: Fragment) => onDate(sql, 'grade', 'c', date);
