import type { AnyEvent } from '@peremena/events';
import { Refusal } from '../../core/decider.ts';
import { deeds } from '../deeds.ts';
import type { Finding } from '../finding.ts';
import type { Wish } from '../plan/draft.ts';
import type { Plan } from '../plan/plan.ts';
import type { Row } from '../reading/table.ts';
import type { Outcome } from './each-of.ts';

/** What became of a row. `aside`: it has no place here. */
export type Fate = 'added' | 'changed' | 'unchanged' | 'refused' | 'aside';
export type Counts = Readonly<Record<Fate, number>>;

/** What a row adds or changes; `code` names the event. A row that changes more than one thing is there for each. */
export interface Change extends Finding {
  readonly fate: 'added' | 'changed';
}

export interface Fates {
  readonly counts: Counts;
  readonly changes: readonly Change[];
  readonly byFile: Readonly<Record<string, Counts>>;
  readonly refusals: readonly Finding[];
  readonly notes: readonly Finding[];
}

const none: Counts = { added: 0, changed: 0, unchanged: 0, refused: 0, aside: 0 };

/** What became of every row of a bundle: each is counted once. */
export function fatesOf(plan: Plan, outcomes: ReadonlyMap<Wish, Outcome>): Fates {
  const refused = new Map(plan.refused);
  const notes: Finding[] = [...plan.notes];
  const made = new Map<Row, { making: number; made: string[]; events: Set<string> }>();
  // In the order of the plan, not of the appends, so that what is told first of a row does not hang on chance.
  for (const wish of plan.batches.flatMap(({ wishes }) => wishes)) {
    const outcome = outcomes.get(wish) ?? null;
    const { row } = wish;
    const sum = made.get(row) ?? { making: 0, made: [], events: new Set() };
    made.set(row, sum);
    if (wish.makes) sum.making += 1;
    if (outcome instanceof Refusal) refusal(wish, outcome);
    else if (outcome !== null) {
      if (wish.makes && !endings.has(outcome)) sum.made.push(outcome);
      sum.events.add(outcome);
    }
  }
  const fateOf = (row: Row): Fate => {
    if (refused.has(row)) return 'refused';
    const sum = made.get(row);
    if (sum && sum.making > 0 && sum.made.length === sum.making) return 'added';
    if (sum && sum.events.size > 0) return 'changed';
    const whole = plan.partOf.get(row);
    if (whole) {
      const fate = fateOf(whole);
      return fate === 'added' || fate === 'refused' ? fate : 'unchanged';
    }
    return plan.aside.has(row) ? 'aside' : 'unchanged';
  };
  const byFile: Record<string, Record<Fate, number>> = {};
  const counts: Record<Fate, number> = { ...none };
  const count = (file: string, fate: Fate): void => {
    const file_ = (byFile[file] ??= { ...none });
    file_[fate] += 1;
    counts[fate] += 1;
  };
  const changes: Change[] = [];
  for (const row of plan.rows) {
    const fate = fateOf(row);
    count(row.file, fate);
    if (fate !== 'added' && fate !== 'changed') continue;
    const { made: [first = 'taken_with'] = [], events = [] } = made.get(row) ?? {};
    for (const code of fate === 'added' ? [first] : events) changes.push({ ...changeOf(row, code), fate });
  }
  for (const { file } of plan.unread) count(file, 'refused');
  const refusals = [...plan.unread, ...refused.values(), ...withTheirWhole(plan, refused)];
  return { counts, changes, byFile, refusals: refusals.toSorted(byPlace), notes };

  function refusal({ row, column, undated, ending }: Wish, { code, facts }: Refusal): void {
    const place = { file: row.file, line: row.line };
    // Marked deleted and not there, or ended already.
    if (ending) return;
    // The row does not say from when, and the thing is there from some day: the same thing.
    const elsewhere = clashes.has(code) && facts['from'] !== undefined;
    if (elsewhere && undated) return;
    if (elsewhere) notes.push({ ...place, column, code: 'kept_earlier' });
    else if (!refused.has(row)) refused.set(row, { ...place, column, code });
  }
}

function changeOf(row: Row, code: string): Finding {
  const column = Object.hasOwn(deeds, code) ? deeds[code as keyof typeof deeds].column : null;
  return { file: row.file, line: row.line, column, code };
}

/** Refusals of rules that say: there is such a period already, with other dates. */
const clashes: ReadonlySet<string> = new Set([
  'post_held',
  'already_in_class',
  'already_tutor',
  'already_in_group',
  'already_teaching',
  'already_guardian',
]);

/** Events that end what was there: a row that gets an end date is changed, not added. */
const endings: ReadonlySet<string> = new Set<AnyEvent['type']>([
  'PostLeft',
  'PupilUnenrolled',
  'TutorReleased',
  'PupilLeftGroup',
  'TeacherWithdrawn',
  'GuardianUnlinked',
]);

function withTheirWhole({ partOf }: Plan, refused: ReadonlyMap<Row, Finding>): Finding[] {
  return [...partOf].flatMap(([row, whole]) =>
    refused.has(whole) && !refused.has(row)
      ? [{ file: row.file, line: row.line, column: null, code: 'refers_to_refused' }]
      : [],
  );
}

/** Findings in the order of the bundle. */
export function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}
