import { expect, test } from 'vitest';
import type { BellScheduleId, SpecialDaysId } from '../ids.ts';
import type { SpecialDays } from '../school-calendar.ts';
import { bellsOn, schoolDay, weekParity, type SchoolDays } from './school-days.ts';

const bell = (from: string, to: string) => [{ slot: 1, from, to }];
const [usual, second, short] = ['usual', 'second', 'short'] as BellScheduleId[];
const special = (day: Partial<SpecialDays>): SpecialDays => ({
  daysId: 'd' as SpecialDaysId,
  kind: 'holidays',
  title: 'Зимние каникулы',
  from: '2026-12-30',
  to: '2027-01-10',
  bells: [],
  runsAs: null,
  ...day,
});
const days = (...list: SpecialDays[]): SchoolDays => ({
  usual: 'usual',
  schedules: new Map([
    ['usual', bell('08:30', '09:15')],
    ['second', bell('14:00', '14:40')],
    ['short', bell('08:30', '09:00')],
  ]),
  chosen: new Map([
    ['5А', 'second'],
    ['g1', 'usual'],
  ]),
  special: list,
});

test('days off have no lessons, a working Saturday those of another day', () => {
  expect(schoolDay(days(special({})), '2027-01-10')).toMatchObject({ open: false, weekday: 6 });
  expect(schoolDay(days(special({})), '2027-01-11')).toEqual({ open: true, weekday: 0, special: null });
  const saturday = special({ kind: 'working_day', from: '2026-11-14', to: '2026-11-14', runsAs: 1 });
  expect(schoolDay(days(saturday), '2026-11-14')).toMatchObject({ open: true, weekday: 1 });
});

test('bells are those of the group, of its class, or the usual ones; a short day has its own for each', () => {
  const date = '2026-11-18';
  const of = (list: SchoolDays, groupId: string, classId: string | null) =>
    bellsOn(list, date, { groupId, classId })[0];
  expect(of(days(), 'g', null)?.from).toBe('08:30');
  expect(of(days(), 'g', '5А')?.from).toBe('14:00');
  expect(of(days(), 'g1', '5А')?.from).toBe('08:30');
  const day = special({ kind: 'short_day', from: date, to: date, bells: [{ usual: usual!, instead: short! }] });
  expect(of(days(day), 'g', null)?.to).toBe('09:00');
  expect(of(days(day), 'g', '5А')?.to).toBe('14:40');
  expect(second).toBe('second');
});

test('weeks are odd and even from the one that holds the first of September', () => {
  expect(['2026-08-31', '2026-09-01', '2026-09-06', '2026-09-07', '2026-09-14'].map(weekParity)).toEqual([
    ...['odd', 'odd', 'odd', 'even', 'odd'],
  ]);
  expect(weekParity('2027-01-04')).toBe(weekParity('2027-01-18'));
  expect(weekParity('2026-12-28')).not.toBe(weekParity('2027-01-04'));
});
