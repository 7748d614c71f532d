import { type ResultFlag, resultFlags, type ResultStatus } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import { byId, dateAt, fittingText, isDeleted, numberAt } from './cells.ts';
import type { Classes } from './classes.ts';
import type { WorkOfBundle, Works } from './gradebook.ts';
import type { Making } from './making.ts';
import type { Users } from './people.ts';

/** Statuses of the standard, without what lies between their words. */
const statuses: ReadonlyMap<string, ResultStatus> = new Map([
  ['fullygraded', 'graded'],
  ['graded', 'graded'],
  ['partiallygraded', 'partly_graded'],
  ['submitted', 'submitted'],
  ['notsubmitted', 'not_submitted'],
  ['exempt', 'exempt'],
]);
const flagColumns = { in_progress: 'inProgress', incomplete: 'incomplete', late: 'late', missing: 'missing' } as const;
const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
  ['', false],
]);

interface Found {
  readonly works: Works;
  readonly classes: Classes;
}

/** Results that the bundle says are gone; asked for before works go, so that undoing it finds the works again. */
export function planGoneResults(making: Making, found: Found): void {
  const { draft, identity, read } = making;
  for (const [sourcedId, row] of byId(draft, read.tables.results)) {
    if (!isDeleted(row)) continue;
    const work = workOf(making, found, row);
    if (!work) draft.aside.set(row, 'aside_deleted');
    else {
      const resultId = identity.result(work.id, sourcedId);
      const gone = { type: 'WithdrawBroughtInResult', workId: work.id, resultId } as const;
      draft.wish(work.target, row, gone, { ending: true });
    }
  }
}

/** Results become results of works, on the scale and in the words of where they come from. */
export function planResults(making: Making, found: Found & { readonly users: Users }): void {
  const { draft, identity, read } = making;
  const isRefused = (table: 'lineItems' | 'users', id: string) =>
    read.tables[table].rows.named(id).some((row) => draft.refused.has(row));
  for (const row of read.tables.results.rows) {
    if (draft.refused.has(row) || isDeleted(row)) continue;
    const { sourcedId = '', lineItemSourcedId = '', studentSourcedId = '' } = row.cells;
    const refused = isRefused('lineItems', lineItemSourcedId);
    const work = refused ? undefined : workOf(making, found, row);
    const user = found.users.get(studentSourcedId);
    if (!work) draft.refuse(row, 'lineItemSourcedId', refused ? 'refers_to_refused' : 'unknown_work');
    else if (!user)
      draft.refuse(
        row,
        'studentSourcedId',
        isRefused('users', studentSourcedId) ? 'refers_to_refused' : 'unknown_user',
      );
    else {
      const says = termsOf(making, row);
      if (!says) continue;
      const ids = { workId: work.id, resultId: identity.result(work.id, sourcedId), pupilId: user.id };
      const columns = { textScore: 'textScore', comment: 'comment', source: 'sourcedId', from: 'lineItemSourcedId' };
      draft.wish(
        work.target,
        row,
        { type: 'BringInResult', ...ids, ...says, source: `oneroster:${sourcedId}` },
        { makes: true, columns },
      );
    }
  }
}

/** The work a result is of. Where neither the bundle nor the log says whose it is, the class the row names does. */
function workOf({ identity, read }: Making, { works, classes }: Found, row: Row<'results'>): WorkOfBundle | undefined {
  const { lineItemSourcedId = '', classSourcedId = '' } = row.cells;
  const known = works.get(lineItemSourcedId);
  const one = classes.get(classSourcedId);
  if (known || one?.kind !== 'group' || read.tables.lineItems.rows.has(lineItemSourcedId)) return known;
  return { id: identity.work(one.id, lineItemSourcedId), target: one.target };
}

/** What a row says of a result; null where it cannot be taken, and then it is refused. */
function termsOf({ draft }: Making, row: Row<'results'>) {
  const score = numberAt(draft, row, 'score');
  const scoredOn = dateAt(draft, row, 'scoreDate');
  if (score === undefined || scoredOn === undefined) return null;
  const textScore = row.cells.textScore?.trim() || null;
  const valued = score !== null || textScore !== null;
  const written = row.cells.scoreStatus;
  const usual: ResultStatus | null = valued ? 'graded' : null;
  const status = written === undefined ? usual : statuses.get(written.toLowerCase().replaceAll(/[\s_-]/g, ''));
  if (!status) {
    draft.refuse(row, 'scoreStatus', status === null ? 'cell_missing' : 'score_status');
    return null;
  }
  if (status === 'graded' && !valued) {
    draft.refuse(row, 'score', 'cell_missing');
    return null;
  }
  const flags: ResultFlag[] = [];
  for (const flag of resultFlags) {
    const truth = truths.get(row.cells[flagColumns[flag]]?.trim().toLowerCase() ?? '');
    if (truth === undefined) {
      draft.refuse(row, flagColumns[flag], 'flag_form');
      return null;
    }
    if (truth) flags.push(flag);
  }
  return { status, score, textScore, flags, scoredOn, comment: fittingText(draft, row, 'comment', 1000) };
}
