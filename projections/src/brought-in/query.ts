import type { ResultFlag, ResultStatus, ScoreValue } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import { notWithheld, ofGroups, ofPupilsOrGroups } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import type { Open } from '../mark-changes/query.ts';
import { byName, named, type Named, type NameRow } from '../people/name.ts';

/** A work that came from another system, as that system told it. */
export interface BroughtInWork {
  readonly id: string;
  readonly groupId: string;
  readonly title: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly assignedOn: string | null;
  readonly dueOn: string | null;
  readonly term: { readonly id: string; readonly title: string } | null;
  /** Decimal strings; null where the system did not say. */
  readonly lowest: string | null;
  readonly highest: string | null;
  /** The values a result in words can have; empty: any. */
  readonly values: readonly ScoreValue[];
}

/** A result of one. What is said in words is still sealed: `openBroughtIn` opens it for the rows of one answer. */
export interface BroughtInResult {
  readonly id: string;
  readonly workId: string;
  readonly pupilId: string;
  readonly status: ResultStatus;
  readonly score: string | null;
  readonly textScore: unknown;
  readonly flags: readonly ResultFlag[];
  readonly scoredOn: string | null;
  readonly comment: unknown;
  /** When a later file said otherwise than the first; null where none did. */
  readonly changedAt: string | null;
  readonly eventType: string;
}

/** A result in open words; null where there are none or their key was destroyed. */
export interface BroughtInResultOpen extends Omit<BroughtInResult, 'textScore' | 'comment' | 'eventType'> {
  readonly textScore: string | null;
  readonly comment: string | null;
}

interface WorkRow {
  readonly work_id: string;
  readonly group_id: string;
  readonly title: string;
  readonly description: string | null;
  readonly category: { readonly title: string } | null;
  readonly assigned_on: string | null;
  readonly due_on: string | null;
  readonly term_id: string | null;
  readonly term_title: string | null;
  readonly lowest: string | null;
  readonly highest: string | null;
  readonly scale: { readonly values: readonly ScoreValue[] } | null;
}
interface ResultRow {
  readonly result_id: string;
  readonly work_id: string;
  readonly pupil_id: string;
  readonly status: ResultStatus;
  readonly score: string | null;
  readonly text_score: unknown;
  readonly flags: readonly ResultFlag[];
  readonly scored_on: string | null;
  readonly comment: unknown;
  readonly changed_at: Date | null;
  readonly event_type: string;
}

const workColumns = (sql: Sql) => sql`
  w.work_id, w.group_id, w.title, w.description, w.category, w.assigned_on, w.due_on, w.term_id, t.title as term_title,
  w.lowest, w.highest, w.scale`;
const resultColumns = (sql: Sql) => sql`
  r.result_id, r.pupil_id, r.status, r.score, r.text_score, r.flags, r.scored_on, r.comment, r.changed_at, r.event_type`;

const workOf = (row: WorkRow): BroughtInWork => ({
  id: row.work_id,
  groupId: row.group_id,
  title: row.title,
  description: row.description,
  category: row.category?.title ?? null,
  assignedOn: row.assigned_on,
  dueOn: row.due_on,
  term: row.term_id === null || row.term_title === null ? null : { id: row.term_id, title: row.term_title },
  lowest: row.lowest,
  highest: row.highest,
  values: row.scale?.values ?? [],
});
const resultOf = (row: ResultRow): BroughtInResult => ({
  id: row.result_id,
  workId: row.work_id,
  pupilId: row.pupil_id,
  status: row.status,
  score: row.score,
  textScore: row.text_score,
  flags: row.flags,
  scoredOn: row.scored_on,
  comment: row.comment,
  changedAt: row.changed_at?.toISOString() ?? null,
  eventType: row.event_type,
});

/** A pupil's work and result, with the subject of the group. */
export interface BroughtInOfPupil {
  readonly work: BroughtInWork;
  readonly subject: { readonly id: string; readonly title: string };
  readonly result: BroughtInResult;
}

// The same day comes in the same order each time: by title, then the id.
const order = (sql: Sql) => sql`coalesce(w.due_on, w.assigned_on) desc nulls last, w.title, w.work_id`;

/** What one pupil in scope brought from another system: by subject, the newest work first. Hidden where marks are. */
export const broughtInOfPupil = listQuery(
  async (sql, scope, { pupilId }: { readonly pupilId: string }): Promise<readonly BroughtInOfPupil[]> => {
    const rows = await sql<(WorkRow & ResultRow & { subject_id: string; subject_title: string | null })[]>`
      select ${workColumns(sql)}, ${resultColumns(sql)}, g.subject_id, s.title as subject_title
      from brought_in_results_v1 r join brought_in_works_v1 w using (work_id) join groups_v1 g on g.group_id = w.group_id
        left join subjects_v1 s on s.subject_id = g.subject_id left join terms_v1 t on t.term_id = w.term_id
      where r.pupil_id = ${pupilId} and not w.removed and ${ofPupilsOrGroups(sql, scope, 'r')}
        and ${notWithheld(sql, scope, 'marks', 'r.pupil_id')}
      order by s.title, g.subject_id, ${order(sql)}, r.result_id`;
    return rows.map((row) => ({
      work: workOf(row),
      subject: { id: row.subject_id, title: row.subject_title ?? '' },
      result: resultOf(row),
    }));
  },
);

/** The works a group in scope brought from another system, the newest first. */
export const broughtInWorksOfGroup = listQuery(
  async (sql, scope, { groupId }: { readonly groupId: string }): Promise<readonly BroughtInWork[]> => {
    const rows = await sql<WorkRow[]>`
      select ${workColumns(sql)} from brought_in_works_v1 w left join terms_v1 t on t.term_id = w.term_id
      where w.group_id = ${groupId} and not w.removed and ${ofGroups(sql, scope, 'w')} order by ${order(sql)}`;
    return rows.map(workOf);
  },
);

/** A pupil with what they brought into a group. */
export interface BroughtInPupil extends Named {
  readonly results: readonly BroughtInResult[];
}

/** Results brought into a group in scope, by the pupils' names; also of those who have left since. */
export const broughtInResultsOfGroup = listQuery(
  async (sql, scope, { groupId }: { readonly groupId: string }): Promise<readonly BroughtInPupil[]> => {
    const rows = await sql<(ResultRow & NameRow)[]>`
      select ${resultColumns(sql)}, r.work_id, p.family_name, p.given_name, p.middle_name
      from brought_in_results_v1 r join brought_in_works_v1 w using (work_id) left join people_v1 p on p.person_id = r.pupil_id
      where r.group_id = ${groupId} and not w.removed and ${ofPupilsOrGroups(sql, scope, 'r')}
        and ${notWithheld(sql, scope, 'marks', 'r.pupil_id')}
      order by r.pupil_id, r.result_id`;
    return [...Map.groupBy(rows, (row) => row.pupil_id)]
      .map(([pupilId, own]) => ({ ...named(pupilId, own[0] as NameRow), results: own.map(resultOf) }))
      .toSorted(byName);
  },
);

/** The results of one answer in open words. */
export async function openBroughtIn(
  open: Open,
  results: readonly BroughtInResult[],
): Promise<readonly BroughtInResultOpen[]> {
  const sealed = results.map(({ eventType, pupilId, textScore, comment }) => ({
    type: eventType,
    stream: 'group-',
    data: { pupilId, textScore, comment },
  }));
  const words = (value: unknown) => (typeof value === 'string' ? value : null);
  return (await open(sealed)).map(({ data }, at) => {
    const { eventType: _, ...result } = results[at] as BroughtInResult;
    return { ...result, textScore: words(data.textScore), comment: words(data.comment) };
  });
}
