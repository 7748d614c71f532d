import { expect, it } from 'vitest';
import { batch } from './batch.ts';
import { Refusal, type Decider } from './decider.ts';

const upTo3: Decider<number, 'add', number> = {
  initialState: 0,
  decide(state) {
    if (state >= 3) throw new Refusal('full');
    return [state + 1];
  },
  evolve: (_, event) => event,
};

it('decides each command on what the ones before it leave', () => {
  expect(batch(upTo3).decide(1, ['add', 'add'])).toEqual([2, 3]);
});

it('refuses all when one is refused', () => {
  expect(() => batch(upTo3).decide(2, ['add', 'add'])).toThrow(Refusal);
});
