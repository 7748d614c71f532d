import { expect, it } from 'vitest';
import { instantIn, timeIn, todayIn } from './today.ts';

const at = (zone: string, date: string, time: string) => instantIn(zone, date, time).toISOString();

it('gives the instant of a school’s clock, in summer and in winter', () => {
  expect(at('Europe/Moscow', '2026-11-23', '08:30')).toBe('2026-11-23T05:30:00.000Z');
  expect(at('Asia/Kamchatka', '2026-11-23', '08:30')).toBe('2026-11-22T20:30:00.000Z');
  expect(at('Europe/Berlin', '2026-07-01', '08:30')).toBe('2026-07-01T06:30:00.000Z');
  expect(at('Europe/Berlin', '2026-12-01', '08:30')).toBe('2026-12-01T07:30:00.000Z');
  expect(at('America/New_York', '2026-12-01', '23:45')).toBe('2026-12-02T04:45:00.000Z');
});

it('on the nights clocks change: what is skipped is an hour later, of what comes twice the first is meant', () => {
  expect(at('Europe/Berlin', '2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
  expect(at('Europe/Berlin', '2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
});

it('is the inverse of date and time', () => {
  for (const zone of ['Europe/Moscow', 'Asia/Yekaterinburg', 'Europe/Berlin', 'Pacific/Chatham'])
    for (const date of ['2026-03-28', '2026-09-01', '2026-10-26']) {
      const instant = instantIn(zone, date, '12:35');
      expect([todayIn(zone, instant), timeIn(zone, instant)]).toEqual([date, '12:35']);
    }
});
