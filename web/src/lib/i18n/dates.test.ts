import { describe, expect, it } from 'vitest';
import { addDays, clock, dateRange, decimal, isDate, mondayOf, moment, weekdayAndDate } from './dates.ts';
import { languageOf } from './language.ts';

describe('dates', () => {
  it('says a day and a range in both languages', () => {
    expect(weekdayAndDate('2026-11-18', 'ru')).toBe('среда, 18 ноября');
    expect(dateRange('2026-11-16', '2026-11-20', 'ru')).toBe('16–20 ноября');
    expect(dateRange('2026-11-16', '2026-11-20', 'en')).toMatch(/^16\s?–\s?20 November$/);
  });

  it('finds Monday across months and years', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2027-01-01')).toBe('2026-12-28');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  });

  it('knows real days only', () => {
    expect(['2026-02-29', '2024-02-29', '', null, '2026-13-01', 'x'].map((text) => isDate(text))).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('writes clock times, moments and decimals as people do', () => {
    expect(clock('08:30')).toBe('8:30');
    expect(moment('2026-11-18T06:05:00Z', 'ru', 'Europe/Moscow')).toBe('18 ноября, 9:05');
    expect(decimal('4.13', 'ru')).toBe('4,13');
  });
});

describe('languageOf', () => {
  it('takes the choice, then the browser, then Russian', () => {
    expect(languageOf('en', 'ru')).toBe('en');
    expect(languageOf(undefined, 'de, en;q=0.8, ru;q=0.9')).toBe('ru');
    expect(languageOf(undefined, 'fr, en-GB;q=0.5')).toBe('en');
    expect(languageOf('xx', null)).toBe('ru');
  });
});
