import { expect, test } from 'vitest';
import { termNear, termOn, type Term } from './query.ts';

const term = (id: string, from: string, to: string): Term => ({ id, title: id, from, to });
const year = term('year', '2026-09-01', '2027-05-31');
const autumn = term('autumn', '2026-09-01', '2026-10-25');
const winter = term('winter', '2026-11-05', '2026-12-28');

test('the term of a date is the shortest that holds it', () => {
  expect(termOn([year, autumn, winter], '2026-09-01')).toBe(autumn);
  expect(termOn([year, autumn, winter], '2026-10-30')).toBe(year);
  expect(termOn([autumn, winter], '2026-10-30')).toBeNull();
});

test('between terms the last one is shown, before all of them the first', () => {
  expect(termNear([autumn, winter], '2026-10-30')).toBe(autumn);
  expect(termNear([autumn, winter], '2027-07-01')).toBe(winter);
  expect(termNear([autumn, winter], '2026-08-01')).toBe(autumn);
  expect(termNear([], '2026-08-01')).toBeNull();
});
