import { expect, test } from 'vitest';
import { missingIn, momentOf, rowsOf } from './day.ts';

const lesson = (slot: number, from: string, to: string) => ({
  slot,
  from,
  to,
  rollTaken: false,
  topic: null as string | null,
  homework: null,
});
const day = [lesson(1, '08:30', '09:15'), lesson(2, '09:25', '10:10'), lesson(5, '12:30', '13:15')];

test('a lesson runs from its first minute to its last', () => {
  expect(momentOf(day, '08:29')).toEqual({ kind: 'next', lesson: day[0] });
  expect(momentOf(day, '08:30')).toEqual({ kind: 'now', lesson: day[0] });
  expect(momentOf(day, '09:15')).toEqual({ kind: 'next', lesson: day[1] });
  expect(momentOf(day, '13:15')).toEqual({ kind: 'over' });
  expect(momentOf([], '09:00')).toEqual({ kind: 'free' });
});

test('a window stands between lessons that do not follow each other', () => {
  expect(rowsOf(day).map((row) => (row.kind === 'window' ? row.until : row.lesson.slot))).toEqual([1, 2, '12:30', 5]);
});

test('nothing is missing before the lesson begins; homework only when it is over', () => {
  const [first] = day;
  if (!first) throw new Error('no lesson');
  expect(missingIn(first, '08:00')).toEqual([]);
  expect(missingIn(first, '08:40')).toEqual(['roll', 'topic']);
  expect(missingIn({ ...first, rollTaken: true, topic: 'Степень' }, '10:00')).toEqual(['homework']);
});
