import { expect, it } from 'vitest';
import { periodsOf } from './periods.ts';

const terms = [
  { title: 'IV четверть', from: '2026-04-01', to: '2026-05-30' },
  { title: 'I четверть', from: '2026-09-01', to: '2026-10-25' },
  { title: 'II четверть', from: '2026-11-05', to: '2026-12-28' },
  { title: 'III четверть', from: '2027-01-11', to: '2027-03-20' },
];

it('terms that have begun and months so far, the latest first', () => {
  const { terms: shown, months } = periodsOf(terms, '2026-11-22', 'ru');
  expect(shown.map(({ title }) => title)).toEqual(['II четверть', 'I четверть', 'IV четверть']);
  expect(months[0]).toEqual({ value: '2026-11-01/2026-11-30', title: 'Ноябрь 2026' });
  expect(months.at(-1)?.value).toBe('2026-04-01/2026-04-30');
});

it('a year later the old one is gone; without terms there is the month', () => {
  const next = [...terms, { title: 'IV четверть', from: '2027-04-01', to: '2027-05-28' }];
  expect(periodsOf(next, '2027-05-10', 'ru').terms.at(-1)?.value).toMatch(/^2026-09/);
  expect(periodsOf([], '2027-02-10', 'en')).toEqual({
    terms: [],
    months: [{ value: '2027-02-01/2027-02-28', title: 'February 2027' }],
  });
});
