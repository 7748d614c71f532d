import { expect, it } from 'vitest';
import { Refusal } from './decider.ts';
import { begin, end } from './period.ts';

const say = {
  begins: () => 'begins',
  ends: ({ from, lastDay }: { from: string; lastDay: string }) => `${from} ends ${lastDay}`,
};
const autumn = { from: '2026-09-01', to: '2026-10-31' };
const onwards = { from: '2026-11-09', to: null };

it('begins where nothing is, also the day after another period ended', () => {
  expect(begin(undefined, autumn, 'clash', say)).toEqual(['begins']);
  expect(begin([autumn], { from: '2026-11-01', to: null }, 'clash', say)).toEqual(['begins']);
});

it('refuses to meet another period, on its last day too', () => {
  expect(() => begin([autumn], { from: '2026-10-31', to: null }, 'clash', say)).toThrow(Refusal);
  expect(() => begin([onwards], { from: '2026-11-01', to: '2026-11-09' }, 'clash', say)).toThrow(Refusal);
});

it('moves an end, but not into the next period', () => {
  expect(begin([autumn, onwards], { ...autumn, to: '2026-11-08' }, 'clash', say)).toEqual([
    '2026-09-01 ends 2026-11-08',
  ]);
  expect(() => begin([autumn, onwards], { ...autumn, to: '2026-11-09' }, 'clash', say)).toThrow(Refusal);
  expect(() => begin([autumn], { ...autumn, to: null }, 'clash', say)).toThrow(Refusal);
});

it('ends the period that holds the day and leaves the others alone', () => {
  expect(end([autumn, onwards], '2026-12-01', 'absent', say.ends)).toEqual(['2026-11-09 ends 2026-12-01']);
  expect(() => end([autumn, onwards], '2026-11-02', 'absent', say.ends)).toThrow(Refusal);
});
