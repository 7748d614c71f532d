import type {
  AnyEvent,
  BroughtInResultId,
  BroughtInWorkId,
  GroupId,
  PersonId,
  SchoolId,
  SubjectId,
} from '@peremena/events';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decider, Refusal, type Written } from '../core/decider.ts';
import type { GroupCommand } from './commands.ts';
import { groupDecider, type GroupState } from './decider.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const written = { id: uuid(0), at: '2026-11-22T09:00:00.000Z', actorId: null } as unknown as Written;
const pupils = [1, 2, 3].map((n) => uuid(n) as PersonId);
const works = [11, 12].map((n) => uuid(n) as BroughtInWorkId);
const results = [21, 22, 23].map((n) => uuid(n) as BroughtInResultId);
const form = {
  ...{ type: 'FormGroup' as const, schoolId: uuid(31) as SchoolId, groupId: uuid(32) as GroupId },
  ...{ subjectId: uuid(33) as SubjectId, classId: null, title: 'Алгебра', source: null },
};

const of = fc.constantFrom;
const score = of(null, '-1', '0', '4.5', '5', '5.000001', '100');
const nothing = { description: null, category: null, assignedOn: null, dueOn: null, termId: null };
const words = of(null, 'A', 'B', 'неуд');
const command: fc.Arbitrary<GroupCommand> = fc.oneof(
  fc.record({
    ...{ type: fc.constant('JoinGroup' as const), pupilId: of(...pupils), from: of('2026-09-01', '2026-10-01') },
    ...{ to: of(null, '2026-09-20'), source: fc.constant(null) },
  }),
  fc.record({
    ...{ type: fc.constant('CancelGroupPlace' as const), pupilId: of(...pupils) },
    ...{ from: of('2026-09-01', '2026-10-01'), to: of(null, '2026-09-20') },
  }),
  fc
    .record({ workId: of(...works), lowest: score, highest: score, scaled: fc.boolean(), title: of('Срез', 'Зачёт') })
    .map(({ scaled, ...work }) => ({
      ...{ type: 'BringInWork' as const, ...work, ...nothing, source: 'oneroster:w' },
      scale: scaled ? { title: 'Буквы', values: [{ value: 'A', meaning: 'B' }], source: 'oneroster:s' } : null,
    })),
  fc.record({ type: of('RemoveBroughtInWork' as const, 'WithdrawBroughtInWork' as const), workId: of(...works) }),
  fc
    .record({ workId: of(...works), resultId: of(...results), pupilId: of(...pupils), score, textScore: words })
    .map((result) => ({
      ...{ type: 'BringInResult' as const, ...result, status: 'graded' as const, flags: [] },
      ...{ scoredOn: null, comment: null, source: 'oneroster:r' },
    })),
  fc.record({
    ...{ type: fc.constant('WithdrawBroughtInResult' as const), workId: of(...works), resultId: of(...results) },
  }),
);

type Rules = Decider<GroupState, GroupCommand, never>;

/** What must hold of every group, told without the rules. */
function check(rules: Rules, commands: readonly GroupCommand[]): void {
  const fold = (state: GroupState, events: readonly AnyEvent[]) =>
    events.reduce((folded, event) => rules.evolve(folded, event as never, written), state);
  let state = fold(null, rules.decide(null, form));
  for (const one of commands) {
    let events: readonly AnyEvent[] = [];
    try {
      events = rules.decide(state, one);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    for (const event of events) {
      if (event.type !== 'ResultBroughtIn' && event.type !== 'BroughtInResultCorrected') continue;
      const work = state?.works.get(event.data.workId);
      const { score: got, textScore, pupilId } = event.data;
      expect(work?.removed, 'of a work that is there').toBe(false);
      expect([...(state?.pupils.keys() ?? [])], 'of a pupil of the group').toContain(pupilId);
      expect(got === null || work?.lowest == null || Number(got) >= Number(work.lowest), 'not too low').toBe(true);
      expect(got === null || work?.highest == null || Number(got) <= Number(work.highest), 'not too high').toBe(true);
      expect(textScore === null || !work?.scale || ['A', 'B'].includes(textScore as string), 'of the scale').toBe(true);
    }
    state = fold(state, events);
    if (events.length > 0) expect(rules.decide(state, one), 'again is nothing').toEqual([]);
    for (const { results: held } of state?.works.values() ?? [])
      for (const { pupilId } of held.values()) expect(state?.pupils.has(pupilId), 'its pupil stays').toBe(true);
  }
}

const joined: GroupCommand = { type: 'JoinGroup', pupilId: pupils[0]!, from: '2026-09-01', to: null, source: null };
const scale = { title: 'Буквы', values: [{ value: 'A', meaning: 'B' }], source: 'oneroster:s' };
const there: GroupCommand = {
  ...{ type: 'BringInWork', workId: works[0]!, title: 'Срез', ...nothing, source: 'oneroster:w' },
  ...{ lowest: '0', highest: '5', scale },
};
const stories = fc.array(command, { minLength: 10, maxLength: 40 }).map((some) => [joined, there, ...some]);

/** The first thing that does not hold; null where all does. */
function broken(rules: Rules): string | null {
  try {
    fc.assert(
      fc.property(stories, (commands) => void check(rules, commands)),
      { numRuns: 300, endOnFailure: true },
    );
    return null;
  } catch (error) {
    return String((error as Error).cause);
  }
}

/** Rules that believe something else of a group when a result comes in. */
const believing = (wrong: (state: NonNullable<GroupState>) => GroupState): Rules => ({
  ...(groupDecider as unknown as Rules),
  decide: (state, one) =>
    groupDecider.decide(state && one.type === 'BringInResult' ? wrong(state) : state, one) as never[],
});

test('whatever comes in: results are of pupils of the group, on the scale of a work that is there, and again is nothing', () => {
  let brought = 0;
  const counting: Rules = {
    ...believing((state) => state),
    evolve(state, event, at) {
      if ((event as AnyEvent).type === 'ResultBroughtIn') brought += 1;
      return groupDecider.evolve(state, event, at);
    },
  };
  expect(broken(counting)).toBeNull();
  expect(brought).toBeGreaterThan(50);
});

test('planted fault: rules that take anybody for a pupil of the group are found out', () => {
  const anybody = new Map(pupils.map((id) => [id as string, []]));
  expect(broken(believing((state) => ({ ...state, pupils: anybody })))).toContain('of a pupil of the group');
});

test('planted fault: rules that look at no scale are found out', () => {
  const blind = believing((state) => ({
    ...state,
    works: new Map(
      [...state.works].map(([id, work]) => [id, { ...work, lowest: null, highest: null, scale: null }] as const),
    ),
  }));
  expect(broken(blind)).toMatch(/not too|of the scale/);
});
