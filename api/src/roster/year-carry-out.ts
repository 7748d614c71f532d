import {
  decode,
  type SchoolId,
  type SchoolYearEvent,
  type SchoolYearId,
  streams,
  type YearPart,
} from '@peremena/events';
import { placesWithWork } from '@peremena/projections/queries';
import { type Carriers, carriersOf } from '../carriers.ts';
import { Refusal } from '../core/decider.ts';
import type { Parts } from '../core/parts.ts';
import { carryThrough, givenOf, type Running, type Step, undoDone } from '../core/process.ts';
import { stepsOf } from './carry-out.ts';
import type { PlannedYear, YearCommand } from './year-commands.ts';
import { yearDecider, type YearState } from './year-decider.ts';

type Working = Pick<Parts, 'store' | 'commands' | 'clock' | 'facts' | 'waitFor' | 'sql'>;

/** One row of the change: all of its steps are carried out, or none. */
interface Row {
  readonly part: Omit<YearPart, 'code'>;
  readonly steps: readonly Step[];
}

/** The rows of a planned change in the order they are carried out: terms, new classes, promotions, then pupils. */
export function rowsOf(carriers: Carriers, planned: PlannedYear): readonly Row[] {
  const { schoolId, on: from } = planned;
  const one = (part: Row['part'], step: Step): Row => ({ part, steps: [step] });
  const terms = planned.terms.map((term) =>
    one(
      { what: 'terms', id: term.termId },
      {
        name: `term ${term.termId}`,
        stream: streams.school(schoolId),
        act: (given) => carriers.school(schoolId, [{ type: 'ScheduleTerm', ...term, source: null }], given),
        // Lessons may be planned in it by now; an unused term does no harm.
        undo: () => Promise.reject(new Refusal('terms_stay')),
      },
    ),
  );
  const opened = planned.opened.map(({ classId, title, grade }) => {
    const tell = carriers.class.bind(null, schoolId, classId);
    return one(
      { what: 'class', id: classId },
      {
        name: `open ${classId}`,
        stream: streams.class(schoolId, classId),
        act: (given) => tell([{ type: 'OpenClass', schoolId, classId, title, grade, source: null }], given),
        undo: (given) => tell([{ type: 'WithdrawOpening' }], given),
      },
    );
  });
  const promoted = planned.promoted.flatMap(({ classId, title, grade, groups }) => [
    one(
      { what: 'class', id: classId },
      {
        name: `promote ${classId}`,
        stream: streams.class(schoolId, classId),
        act: (given) => carriers.class(schoolId, classId, [{ type: 'PromoteClass', title, grade, from }], given),
        undo: (given) => carriers.class(schoolId, classId, [{ type: 'WithdrawPromotion', from }], given),
      },
    ),
    ...groups.map(({ groupId, title: called }) =>
      one(
        { what: 'group', id: groupId },
        {
          name: `retitle ${groupId}`,
          stream: streams.group(schoolId, groupId),
          act: (given) => carriers.group(schoolId, groupId, [{ type: 'RetitleGroup', title: called, from }], given),
          undo: (given) => carriers.group(schoolId, groupId, [{ type: 'WithdrawRetitling', from }], given),
        },
      ),
    ),
  ]);
  const moved = planned.moves.map((move): Row => ({
    part: { what: 'pupil', id: move.pupilId },
    steps: stepsOf(carriers, { schoolId, on: from, ...move }).map((step) => ({
      ...step,
      name: `${move.pupilId} ${step.name}`,
    })),
  }));
  return [...terms, ...opened, ...promoted, ...moved];
}

/** How far the change into a year is, and what the metadata of its events say of who began what is going on. */
export async function yearStanding({ store }: Pick<Parts, 'store'>, stream: string) {
  let state: YearState = yearDecider.initialState;
  let by: Running['metadata'] | null = null;
  for (let from = 0n; ; from += 1_000n) {
    const page = await store.readStream(stream, { from, limit: 1_000 });
    for (const stored of page) {
      const event = decode(stored);
      state = yearDecider.evolve(state, event as unknown as SchoolYearEvent, { id: event.id, ...event.metadata });
      const { actorId, actingAs, schoolId, commandId } = event.metadata;
      if (event.type === 'YearChangePlanned' || event.type === 'YearUndoBegun')
        by = { actorId, actingAs, schoolId, causationId: commandId };
    }
    if (page.length < 1_000) return { state, by };
  }
}

/**
 * Carries the change into a year through, or its undoing, from wherever it was cut off: every command has the id it had before, so what is done
 * is found and not done twice. A row that is refused is undone whole and told of; the others go on.
 */
export async function finishYear(
  working: Working,
  { schoolId, yearId }: { readonly schoolId: SchoolId; readonly yearId: SchoolYearId },
): Promise<void> {
  const stream = streams.schoolyear(schoolId, yearId);
  const { state, by } = await yearStanding(working, stream);
  const { planned, phase } = state;
  if (!planned || !by || (phase !== 'running' && phase !== 'undoing')) return;
  const { changeId } = planned;
  const running: Running = { id: changeId, metadata: by, clock: working.clock };
  const tell = (name: string, command: YearCommand) =>
    working.commands({ stream, decider: yearDecider, command, ...givenOf(running, name) });
  const whose = { schoolId, yearId, changeId };
  const rows = rowsOf(carriersOf(working.commands), planned);
  if (phase === 'undoing') {
    if (!(await working.waitFor([], await working.store.head(), 60_000))) throw new Error('read models are behind');
    const standing = new Map([
      ...(await laterWork(working, planned)).map((id) => [id, 'later_marks'] as const),
      ...(await laterPlaces(working, planned)).map((id) => [id, 'later_facts'] as const),
    ]);
    const kept = await undoRows(working, running, rows.toReversed(), standing);
    await tell('undone', { type: 'CompleteYearUndo', ...whose, kept });
    return;
  }
  const refused: YearPart[] = [];
  for (const [index, { part, steps }] of rows.entries()) {
    const refusal = await carryThrough(running, steps);
    if (refusal) {
      refused.push({ ...part, code: refusal.code });
      await undoDone(working.store, running, steps);
    }
    const done = index + 1;
    if (done % 10 === 0) await tell(`advance ${done}`, { type: 'AdvanceYearChange', ...whose, done });
  }
  await tell('complete', { type: 'CompleteYearChange', ...whose, refused });
}

/** Undoes rows in order; those on which later facts stand are told of, and stay whole: a pupil's place is not undone by halves. */
async function undoRows(
  working: Working,
  running: Running,
  rows: readonly Row[],
  standing: ReadonlyMap<string, string>,
): Promise<readonly YearPart[]> {
  const kept: YearPart[] = [];
  for (const { part, steps } of rows) {
    const code = part.what === 'pupil' ? standing.get(part.id ?? '') : undefined;
    if (code) {
      kept.push({ ...part, code });
      continue;
    }
    const [first] = await undoDone(working.store, running, steps);
    if (first) kept.push({ ...part, code: first.code });
  }
  return kept;
}

/** Pupils of the change who have since got another place, or whose new place has ended: no stream of a class knows of both. */
async function laterPlaces({ facts }: Working, { schoolId, on, moves }: PlannedYear): Promise<readonly string[]> {
  const found = await facts.ofPeople(moves.map(({ pupilId }) => pupilId));
  const moved = moves.filter(({ pupilId, to, classJoined, groupsJoined }) => {
    const joined = new Set<string | null>([classJoined, ...groupsJoined]);
    return (found.get(pupilId) ?? []).some(
      (fact) =>
        fact.schoolId === schoolId &&
        (fact.kind === 'enrolled' || fact.kind === 'in_group') &&
        fact.from >= on &&
        !(fact.from === on && fact.to === to && joined.has(fact.classId ?? fact.groupId)),
    );
  });
  return moved.map(({ pupilId }) => pupilId);
}

/** Pupils of the change who have marks or attendance in the groups it put them into. */
async function laterWork({ sql }: Working, { on, moves }: PlannedYear): Promise<readonly string[]> {
  const places = moves.flatMap(({ pupilId, groupsJoined }) => groupsJoined.map((groupId) => ({ pupilId, groupId })));
  return (await placesWithWork(sql, { places, from: on })).map(({ pupilId }) => pupilId);
}
