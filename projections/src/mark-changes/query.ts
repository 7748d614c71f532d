import type { CorrectionReason, Sealed } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import { notWithheld, ofCells } from '../access-facts/scope.ts';
import type { Named, NameRow } from '../people/name.ts';
import { named } from '../people/name.ts';

/** One change of a mark. `note` is still sealed; whoever answers opens it for these rows only. */
export interface MarkChange {
  readonly event: string;
  readonly at: string;
  readonly by: Named | null;
  readonly kind: 'posted' | 'corrected' | 'withdrawn';
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: CorrectionReason | null;
  readonly note: Sealed | null;
}

interface Row extends NameRow {
  readonly event_id: string;
  readonly at: Date;
  readonly by_id: string | null;
  readonly kind: MarkChange['kind'];
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: CorrectionReason | null;
  readonly note: Sealed | null;
}

/** Every change of the mark of one pupil at one lesson, first to last. */
export const markHistory = listQuery(
  async (
    sql,
    scope,
    asked: { readonly lessonId: string; readonly pupilId: string },
  ): Promise<readonly MarkChange[]> => {
    const rows = await sql<Row[]>`
      select h.*, p.family_name, p.given_name, p.middle_name
      from mark_changes_v1 h left join people_v1 p on p.person_id = h.by_id
      where h.lesson_id = ${asked.lessonId} and h.pupil_id = ${asked.pupilId} and ${ofCells(sql, scope, 'h')}
        and ${notWithheld(sql, scope, 'marks', 'h.pupil_id')}
      order by h.at, h.revision`;
    return rows.map((row) => ({
      event: row.event_id,
      at: row.at.toISOString(),
      by: row.by_id === null ? null : named(row.by_id, row),
      kind: row.kind,
      before: row.before,
      after: row.after,
      reason: row.reason,
      note: row.note,
    }));
  },
);

/** Opens personal fields of things with the type and stream category of an event, such as `(events) => openEvents(vault, events)`. */
export type Open = <E extends { readonly type: string; readonly stream: string; readonly data: unknown }>(
  events: readonly E[],
) => Promise<readonly E[]>;

/** The notes of one answer's changes, opened: null where there is none or its key was destroyed. */
export async function openNotes(
  open: Open,
  pupilId: string,
  changes: readonly MarkChange[],
): Promise<readonly (string | null)[]> {
  const sealed = changes.map(
    ({ kind, note }): { type: string; stream: string; data: { pupilId: string; note: unknown } } => ({
      type: kind === 'withdrawn' ? 'MarkWithdrawn' : 'MarkCorrected',
      stream: 'journal-',
      data: { pupilId, note },
    }),
  );
  return (await open(sealed)).map(({ data }) => (typeof data.note === 'string' ? data.note : null));
}
