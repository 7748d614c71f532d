import type { AnyEvent } from '@peremena/events';
import { deeds } from '../deeds.ts';
import type { Finding } from '../finding.ts';
import type { Wish } from '../plan/draft.ts';
import type { Plan } from '../plan/plan.ts';
import type { Row } from '../reading/table.ts';
import { Refused, standing } from '../shelf/fates-of-rows.ts';
import { find, Told } from '../shelf/found.ts';
import { Codes, Marks } from '../shelf/marks.ts';
import { placeOf, placesOf } from '../shelf/rows.ts';
import { askedByRow } from '../shelf/wishes.ts';
import { Lines } from './lines.ts';
import type { Became, Outcomes } from './outcomes.ts';

/** What became of a row. `aside`: it has no place here. */
export type Fate = 'added' | 'changed' | 'unchanged' | 'refused' | 'aside';
export type Counts = Readonly<Record<Fate, number>>;

/** What a row adds or changes; `code` names the event. A row that changes more than one thing is there for each. */
export interface Change extends Finding {
  readonly fate: 'added' | 'changed';
}

export interface Fates {
  readonly counts: Counts;
  readonly changes: Told<Change>;
  readonly byFile: Readonly<Record<string, Counts>>;
  readonly refusals: Told;
  readonly notes: Told;
  /** Whether a row was refused, by the plan or by the rules. */
  readonly isRefused: (row: Row) => boolean;
  /** Adds a note of what is done afterwards. */
  readonly note: (finding: Finding) => void;
}

const none: Counts = { added: 0, changed: 0, unchanged: 0, refused: 0, aside: 0 };

/** What wishes of one row came to. */
interface Sum {
  readonly n: number | undefined;
  making: number;
  made: string[];
  events: Set<string>;
}

/** What became of every row of a bundle: each is counted once. Row by row, in the order of the bundle. */
export function fatesOf({ shelf, ...plan }: Plan, outcomes: Pick<Outcomes, 'get'>): Fates {
  const run = shelf.nextRun();
  const refused = new Refused(shelf, plan.refused, run);
  const fates = new Codes<Fate>((fate) => fate);
  const settled = new Marks();
  const settle = (row: Row, fate: Fate): void => settled.set(row, fates.numberOf(fate));
  const note = (finding: Finding): void => find(shelf, 'note', finding, { run });

  for (const { row, sum } of sums()) {
    if (refused.has(row)) continue;
    if (sum.making > 0 && sum.made.length === sum.making) change(row, 'added', [sum.made[0]!]);
    else if (sum.events.size > 0) change(row, 'changed', sum.events);
  }
  const byFile: Record<string, Record<Fate, number>> = {};
  const counts: Record<Fate, number> = { ...none };
  const count = (file: string, fate: Fate): void => {
    const file_ = (byFile[file] ??= { ...none });
    file_[fate] += 1;
    counts[fate] += 1;
  };
  const lines = new Lines();
  for (const { n, file, line } of placesOf(shelf)) {
    const fate = fateOf({ n, file, line, cells: {} });
    if (plan.ofLists) lines.met(file, line, fate);
    else count(file, fate);
  }
  for (const { file, line } of plan.unread) {
    if (plan.ofLists && line !== null) lines.met(file, line, 'refused');
    else count(file, 'refused');
  }
  for (const one of plan.ofLists ?? []) lines.takenWith(one);
  for (const { file, fate } of lines.all()) count(file, fate);
  return {
    counts,
    byFile,
    changes: new Told<Change>(shelf, ['added', 'changed'], { run, by: 'place' }, (found, kind) => ({
      ...found,
      fate: kind as Change['fate'],
    })),
    refusals: new Told(shelf, ['unread', 'refused'], { run, by: 'place' }),
    notes: new Told(shelf, ['note'], { run }),
    isRefused: (row) => refused.has(row),
    note,
  };

  /** Wishes of one row after another, those of a row in the order of the plan, so that what is told first of it does not hang on chance. */
  function* sums(): Generator<{ row: Row; sum: Sum }> {
    let row: Row | null = null;
    let sum: Sum | null = null;
    for (const wish of askedByRow(shelf)) {
      if (!sum || !row || sum.n === undefined || sum.n !== wish.row.n) {
        if (row && sum) yield { row, sum };
        row = wish.row;
        sum = { n: row.n, making: 0, made: [], events: new Set() };
      }
      const became = outcomes.get(wish);
      if (wish.makes) sum.making += 1;
      if (typeof became === 'string') {
        if (wish.makes && !endings.has(became)) sum.made.push(became);
        sum.events.add(became);
      } else if (became !== null) refusal(wish, became);
    }
    if (row && sum) yield { row, sum };
  }

  function change(row: Row, fate: Change['fate'], codes: Iterable<string>): void {
    settle(row, fate);
    // What stands in no file is told of nowhere.
    if (row.n === undefined) return;
    for (const code of codes) find(shelf, fate, changeOf(row, code), { run, n: row.n });
  }

  function fateOf(row: Row & { readonly n: number }): Fate {
    if (refused.has(row)) return 'refused';
    const own = fates.valueOf(settled.get(row));
    if (own) return own;
    const whole = plan.partOf.of(row.n);
    if (whole === 0) return plan.aside.has(row) ? 'aside' : 'unchanged';
    if (whole === standing) return 'unchanged';
    const { file, line } = row;
    const ofWhole: Row = { n: whole, file, line, cells: {} };
    if (refused.has(ofWhole)) refused.set(row, { file, line, column: null, code: 'refers_to_refused' });
    else if (fates.valueOf(settled.get(ofWhole)) === 'added') {
      const sameLine = plan.ofLists && isSame(placeOf(shelf, whole), row);
      change(row, 'added', sameLine ? [] : ['taken_with']);
    } else return 'unchanged';
    return refused.has(row) ? 'refused' : 'added';
  }

  function refusal(
    { row, column: usual, undated, ending }: Omit<Wish, 'command'>,
    became: Exclude<Became, string | null>,
  ): void {
    const { refused: code, dated } = became;
    const column = refusedAt.get(code) ?? usual;
    const place = { file: row.file, line: row.line };
    // Marked deleted and not there, or ended already.
    if (ending) return;
    // The row does not say from when, and the thing is there from some day: the same thing.
    const elsewhere = clashes.has(code) && dated;
    if (elsewhere && undated) return;
    if (elsewhere) note({ ...place, column, code: 'kept_earlier' });
    else if (!refused.has(row)) refused.set(row, { ...place, column, code });
  }
}

const isSame = (one: { file: string; line: number }, { file, line }: Row): boolean =>
  one.file === file && one.line === line;

function changeOf(row: Row, code: string): Finding {
  const column = Object.hasOwn(deeds, code) ? deeds[code as keyof typeof deeds].column : null;
  return { file: row.file, line: row.line, column, code };
}

/** Columns of refusals that say of which cell they are. */
const refusedAt: ReadonlyMap<string, string> = new Map([
  ['score_range', 'resultValueMax'],
  ['not_in_group', 'studentSourcedId'],
  ['brought_in_elsewhere', 'studentSourcedId'],
  ['brought_in_work_unknown', 'lineItemSourcedId'],
  ['score_off_scale', 'score'],
  ['text_score_off_scale', 'textScore'],
  ['brought_in_erased', 'comment'],
]);

/** Refusals of rules that say: there is such a period already, with other dates. */
const clashes: ReadonlySet<string> = new Set([
  'post_held',
  'already_in_class',
  'already_tutor',
  'already_in_group',
  'already_teaching',
  'already_guardian',
]);

/** Events that end or change what was there: a row that leads to one is changed, not added. */
const endings: ReadonlySet<string> = new Set<AnyEvent['type']>([
  'PostLeft',
  'PupilUnenrolled',
  'TutorReleased',
  'PupilLeftGroup',
  'TeacherWithdrawn',
  'GuardianUnlinked',
  'BroughtInWorkCorrected',
  'BroughtInWorkRestored',
  'BroughtInResultCorrected',
]);
