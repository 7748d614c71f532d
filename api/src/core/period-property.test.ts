import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Refusal } from './decider.ts';
import {
  begin,
  cancel,
  end,
  goOn,
  type Period,
  type Periods,
  withEnd,
  withoutPeriod,
  withPeriod,
  withTo,
} from './period.ts';

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-09-${String(n).padStart(2, '0')}`);
const maybe = fc.option(day, { nil: null });
const wish = fc.oneof(
  fc.record({ kind: fc.constant('begin' as const), from: day, to: maybe }),
  fc.record({ kind: fc.constant('end' as const), lastDay: day }),
  fc.record({ kind: fc.constant('cancel' as const), from: day, to: maybe }),
  fc.record({ kind: fc.constant('goOn' as const), from: day, lastDay: day, to: maybe }),
);
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;

const whom = 'pupil';
const ended = (all: Periods) => (said: { from: string; lastDay: string }) => withEnd(all, whom, said);

/** The periods after a wish; the same ones where it is refused. */
function after(all: Periods, asked: Wish): Periods {
  const there = all.get(whom);
  const told = (): Periods[] => {
    switch (asked.kind) {
      case 'begin':
        return begin(there, asked, 'clash', { begins: () => withPeriod(all, whom, asked), ends: ended(all) });
      case 'end':
        return end(there, asked.lastDay, 'absent', ended(all));
      case 'cancel':
        return cancel(there, asked, () => withoutPeriod(all, whom, asked));
      case 'goOn':
        return goOn(there, asked, () => withTo(all, whom, asked));
    }
  };
  try {
    return told().at(-1) ?? all;
  } catch (error) {
    if (error instanceof Refusal) return all;
    throw error;
  }
}

const days = Array.from({ length: 28 }, (_, n) => `2026-09-${String(n + 1).padStart(2, '0')}`);
const holding = (periods: readonly Period[], date: string) =>
  periods.filter(({ from, to }) => from <= date && (to === null || date <= to)).length;

/** No day lies in two periods, and none ends before it begins, whatever is asked in whatever order. */
const neverTwice = (step: typeof after) =>
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
      const periods = wishes.reduce(step, new Map() as Periods).get(whom) ?? [];
      expect(days.filter((date) => holding(periods, date) > 1)).toEqual([]);
      expect(periods.filter(({ from, to }) => to !== null && to < from)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );

it('periods of one never overlap', () => neverTwice(after));

it('planted fault: a return that looks at nothing is found out', () => {
  const careless: typeof after = (all, asked) => (asked.kind === 'goOn' ? withTo(all, whom, asked) : after(all, asked));
  expect(() => neverTwice(careless)).toThrow();
});
