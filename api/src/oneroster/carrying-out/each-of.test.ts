import type { PersonId, SchoolId } from '@peremena/events';
import { expect, test } from 'vitest';
import { type Decider, Refusal } from '../../core/decider.ts';
import { batch } from '../../core/batch.ts';
import { staffDecider } from '../../staff/decider.ts';
import type { StaffCommand } from '../../staff/commands.ts';
import { eachOf, type Lot } from './each-of.ts';

const take = (from: string, to: string | null = null): StaffCommand => ({
  type: 'TakePost',
  schoolId: 's' as SchoolId,
  personId: 'p' as PersonId,
  post: 'teacher',
  from,
  to,
  source: null,
});

type Outcomes = (string | null | Refusal)[];

/** Decides three commands of which the second clashes with the first. */
function decided<E extends { type: string }>(
  decider: Decider<ReadonlyMap<string, never[]>, Lot<StaffCommand>, E>,
): { events: number; outcomes: Outcomes } {
  const commands = [take('2026-09-01'), take('2026-10-01'), take('2026-09-01')].map((command) => ({
    command,
    onlyNew: false,
  }));
  const outcomes: Outcomes = [];
  const events = decider.decide(decider.initialState, { commands, outcomes: outcomes });
  return { events: events.length, outcomes: outcomes.map((one) => (one instanceof Refusal ? one.code : one)) };
}

test('a refusal refuses its own command; the others are decided on what came before', () => {
  expect(decided(eachOf(staffDecider) as never)).toEqual({ events: 1, outcomes: ['PostTaken', 'post_held', null] });
});

test('planted fault: deciding them as one batch loses all of them', () => {
  const asOne = batch(staffDecider);
  const broken = {
    ...asOne,
    decide: (state: never, lot: Lot<StaffCommand>) =>
      asOne.decide(
        state,
        lot.commands.map(({ command }) => command),
      ),
  };
  expect(() => decided(broken as never)).toThrow(Refusal);
});

test('a start value is given to a new stream only', () => {
  const decider = eachOf(staffDecider);
  const lot = (): Lot<StaffCommand> => ({ commands: [{ command: take('2026-09-01'), onlyNew: true }], outcomes: [] });
  expect(decider.decide(decider.initialState, lot())).toHaveLength(1);
  expect(decider.decide(new Map(), lot())).toHaveLength(0);
});
