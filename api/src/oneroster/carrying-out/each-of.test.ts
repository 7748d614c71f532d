import { erased, type PersonId, type SchoolId } from '@peremena/events';
import { expect, test } from 'vitest';
import { type Decider, Refusal, type Written } from '../../core/decider.ts';
import { batch } from '../../core/batch.ts';
import type { PersonCommand } from '../../person/commands.ts';
import { personDecider } from '../../person/decider.ts';
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

const unwritten: Written = { id: 'e' as Written['id'], at: '2026-11-20T08:00:00.000Z', actorId: null };

type Outcomes = (string | null | Refusal)[];

/** Decides three commands of which the second clashes with the first. */
function decided<E extends { type: string }>(
  decider: Decider<ReadonlyMap<string, never[]>, Lot<StaffCommand>, E>,
): { events: number; outcomes: Outcomes } {
  const commands = [take('2026-09-01'), take('2026-10-01'), take('2026-09-01')].map((command) => ({
    command,
    onlyNew: false,
    founds: false,
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
  const lot = (): Lot<StaffCommand> => ({
    commands: [{ command: take('2026-09-01'), onlyNew: true, founds: false }],
    outcomes: [],
  });
  expect(decider.decide(decider.initialState, lot())).toHaveLength(1);
  expect(decider.decide(new Map(), lot())).toHaveLength(0);
});

test('where the command that begins a stream is refused, so are those after it', () => {
  const person = { familyName: 'Иванова', givenName: 'Анна', middleName: null };
  const register = (source: string): PersonCommand => ({
    type: 'RegisterPerson',
    personId: 'p' as PersonId,
    ...person,
    birthDate: null,
    source,
  });
  const decider = eachOf(personDecider);
  const [registered] = personDecider.decide(null, register('oneroster:1'));
  const state = personDecider.evolve(null, registered!, unwritten);
  const rename: PersonCommand = { type: 'RenamePerson', ...person, givenName: 'Яна' };
  const lot = (source: string): Lot<PersonCommand> => ({
    commands: [
      { command: register(source), onlyNew: false, founds: true },
      { command: rename, onlyNew: false, founds: false },
    ],
    outcomes: [],
  });
  expect(decider.decide(state, lot('oneroster:1'))).toHaveLength(1);
  expect(decider.decide(state, lot('oneroster:2'))).toEqual([]);
  // Erased: nobody's id any more, so an import does not bring the person back.
  const gone = personDecider.evolve(
    null,
    { ...registered!, data: { ...registered!.data, source: erased } } as never,
    unwritten,
  );
  expect(decider.decide(gone, lot('oneroster:1'))).toEqual([]);
});
