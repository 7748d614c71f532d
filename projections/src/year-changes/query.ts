import type { YearPart } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';

/** The latest change of the school year. `done` of `parts` rows are carried out; `kept` is what was refused, or could not be undone. */
export interface YearChange {
  readonly yearId: string;
  readonly changeId: string;
  readonly on: string;
  readonly phase: 'running' | 'completed' | 'undoing' | 'undone';
  readonly done: number;
  readonly parts: number;
  readonly kept: readonly YearPart[];
}

/** The latest change of the school year of a school in scope, null where there was none. */
export const latestYearChange = listQuery(
  async (sql, scope, { schoolId }: { readonly schoolId: string }): Promise<YearChange | null> => {
    const [row] = await sql<(Omit<YearChange, 'kept'> & { readonly kept: { readonly list: readonly YearPart[] } })[]>`
      select year_id as "yearId", change_id as "changeId", on_date as "on", phase, done, parts, kept
      from year_changes_v1 where school_id = ${schoolId} and school_id = any(${[...scope.schools]}::uuid[])
      order by at desc, year_id limit 1`;
    return row ? { ...row, kept: row.kept.list } : null;
  },
);
