import { type SecondFactorRule, secondFactorDefault } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import type { Sql } from '../core/connection.ts';
import { named, type Named, type NameRow } from '../people/name.ts';

/** One change of a setting; `by` null where the system itself made it. */
export interface SettingChange {
  readonly id: string;
  readonly at: string;
  readonly by: Named | null;
  readonly before: SecondFactorRule;
  readonly after: SecondFactorRule;
}

interface Row extends NameRow {
  readonly event_id: string;
  readonly at: Date;
  readonly changed_by: string | null;
  readonly before: SecondFactorRule;
  readonly after: SecondFactorRule;
}

/** Whether the staff of a school must have a second factor; a school that never said so keeps the default. */
export async function secondFactorRuleOf(sql: Sql, schoolId: string): Promise<SecondFactorRule> {
  const [row] = await sql<{ after: SecondFactorRule }[]>`
    select after from setting_changes_v1 where school_id = ${schoolId} and setting = 'second_factor' order by place desc limit 1`;
  return row?.after ?? secondFactorDefault;
}

/** The changes of a school's settings, the newest first; at most a hundred. For those whose scope is the school. */
export const settingChangesOf = listQuery(
  async (sql, scope, { schoolId }: { readonly schoolId: string }): Promise<readonly SettingChange[]> => {
    const rows = await sql<Row[]>`
      select s.*, p.family_name, p.given_name, p.middle_name
      from setting_changes_v1 s left join people_v1 p on p.person_id = s.changed_by
      where s.school_id = ${schoolId} and s.school_id = any(${[...scope.schools]}::uuid[])
      order by s.place desc limit 100`;
    return rows.map((row) => ({
      id: row.event_id,
      at: row.at.toISOString(),
      by: row.changed_by === null ? null : named(row.changed_by, row),
      before: row.before,
      after: row.after,
    }));
  },
);
