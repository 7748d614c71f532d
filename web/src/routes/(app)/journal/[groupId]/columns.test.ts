import { expect, test } from 'vitest';
import { isDoubled, monthsOf, shownLessons, startColumn } from './columns.ts';

const lessons = ['2026-10-30', '2026-11-02', '2026-11-02', '2026-11-20', '2026-11-23', '2026-11-24'].map(
  (date, index) => ({
    id: `lesson-${index}`,
    date,
    work: null,
  }),
);

test('months run over their columns', () => {
  expect(
    monthsOf(
      lessons.map(({ date }) => date),
      (date) => date.slice(5, 7),
    ),
  ).toEqual([
    { month: '10', length: 1 },
    { month: '11', length: 5 },
  ]);
});

test('the focus starts at the lesson asked for, else at the last one given', () => {
  expect(startColumn(lessons, '2026-11-18', 'lesson-0')).toBe(0);
  expect(startColumn(lessons, '2026-11-18', null)).toBe(2);
  expect(startColumn(lessons, '2026-09-01', null)).toBe(0);
});

test('two lessons ahead are shown, and as far as the one asked for', () => {
  expect(
    shownLessons(lessons, '2026-11-18', null)
      .map(({ id }) => id)
      .at(-1),
  ).toBe('lesson-4');
  expect(shownLessons(lessons, '2026-09-01', 'lesson-3')).toHaveLength(6);
});

test('two lessons of one day are doubled', () => {
  expect(lessons.map((_, column) => isDoubled(lessons, column))).toEqual([false, true, true, false, false, false]);
});
