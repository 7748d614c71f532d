import { expect, test } from 'vitest';
import type { Fate } from './fates.ts';
import { Lines } from './lines.ts';

const counted = (...fates: readonly Fate[]) => {
  const lines = new Lines();
  for (const fate of fates) lines.met('Ученики', 5, fate);
  return [...lines.all()].map(({ fate }) => fate);
};

test('a line is counted once, by what a person has to know of it', () => {
  expect(counted('added', 'added', 'added')).toEqual(['added']);
  expect(counted('added', 'unchanged')).toEqual(['added']);
  expect(counted('unchanged', 'unchanged')).toEqual(['unchanged']);
  expect(counted('unchanged', 'added')).toEqual(['changed']);
  expect(counted('changed', 'added')).toEqual(['changed']);
  expect(counted('added', 'refused', 'added')).toEqual(['refused']);
  expect(counted('aside', 'added')).toEqual(['added']);
});

test('lines of other numbers and sheets are lines of their own', () => {
  const lines = new Lines();
  for (const [sheet, line] of [
    ['Ученики', 5],
    ['Ученики', 6],
    ['Классы', 5],
  ] as const)
    lines.met(sheet, line, 'added');
  expect([...lines.all()]).toHaveLength(3);
});

test('a line that is taken with another one becomes what that became', () => {
  const lines = new Lines();
  lines.met('Представители', 5, 'changed');
  lines.takenWith({ file: 'Представители', line: 6, other: { file: 'Представители', line: 5 } });
  lines.takenWith({ file: 'Классы', line: 2, other: null });
  expect([...lines.all()].map(({ fate }) => fate)).toEqual(['changed', 'changed', 'unchanged']);
});
