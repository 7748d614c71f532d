import type { Sql } from '../core/connection.ts';

/** A change over many streams that somebody has to finish: `objectId` is the pupil of a roster change, or the school year. */
export interface UnfinishedChange {
  readonly changeId: string;
  readonly kind: 'roster' | 'year';
  readonly schoolId: string;
  readonly objectId: string;
}

/** Changes that began before a moment and are not finished, the oldest first: for the process that finishes them, never for a page. */
export async function unfinishedChanges(sql: Sql, before: Date): Promise<readonly UnfinishedChange[]> {
  return sql<UnfinishedChange[]>`
    select change_id as "changeId", kind, school_id as "schoolId", object_id as "objectId"
    from unfinished_changes_v1 where since < ${before.toISOString()}::timestamptz order by since, change_id`;
}
