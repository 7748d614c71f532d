import { expect, it } from 'vitest';
import { calendarAt } from './calendar.ts';

it.each([
  ['2026-11-22T09:00:00Z', '2026-11-22'],
  ['2026-09-01T05:00:00Z', '2026-09-01'],
  ['2027-07-14T20:59:00Z', '2027-07-14'],
  ['2026-12-31T21:30:00Z', '2027-01-01'],
])('at %s the term holds today, %s, and begins after the school year or with it', (instant, today) => {
  const calendar = calendarAt(new Date(instant));
  expect(calendar.today).toBe(today);
  expect(calendar.term.from < today && today < calendar.term.to).toBe(true);
  expect(calendar.since <= calendar.term.from).toBe(true);
  expect(calendar.schoolDays.at(0)).toBe(calendar.term.from);
  expect(calendar.schoolDays.at(-1)).toBe(calendar.term.to);
});
