import { expect, it } from 'vitest';
import { bellsIn, specialIn } from './posted.ts';
import { monthAway, monthOf, slotsOf, type Special } from './month.ts';

const form = (fields: Readonly<Record<string, string>>): FormData => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};

it('a month is whole weeks, with special days named where they begin and on each Monday', () => {
  const special = [
    { from: '2026-10-29', to: '2026-11-08', kind: 'holidays', title: 'Осенние' },
  ] as unknown as Special[];
  const weeks = monthOf('2026-11-01', { special, terms: [] });
  expect([weeks[0]?.monday, weeks.length]).toEqual(['2026-10-26', 6]);
  const days = weeks.flatMap((week) => week.days);
  expect(days.filter(({ begins }) => begins).map(({ date }) => date)).toEqual(['2026-10-29', '2026-11-02']);
  expect(days.filter(({ special: found }) => found).at(-1)?.date).toBe('2026-11-08');
  expect([monthAway('2026-11-01', -1), monthAway('2026-12-01', 1)]).toEqual(['2026-10-01', '2027-01-01']);
});

it('bells of a form: rows with empty times do not ring', () => {
  const sent = form({ 'from-1': '08:30', 'to-1': '09:15', 'from-2': '', 'to-2': '', 'from-3': '10:00', 'to-3': '' });
  expect(bellsIn(sent)).toEqual([
    { slot: 1, from: '08:30', to: '09:15' },
    { slot: 3, from: '10:00', to: '' },
  ]);
  expect(slotsOf([])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(slotsOf([{ slot: 0, from: '', to: '' }])[0]).toBe(0);
});

it('a day off has neither bells nor another weekday', () => {
  const day = { title: 'Субботник', from: '2026-11-14', to: '', runsAs: '4', 'instead-a': 'b' };
  expect(specialIn(form({ ...day, kind: 'day_off' }))).toMatchObject({ to: '2026-11-14', bells: [], runsAs: null });
  expect(specialIn(form({ ...day, kind: 'working_day' }))).toMatchObject({
    bells: [{ usual: 'a', instead: 'b' }],
    runsAs: 4,
  });
});
