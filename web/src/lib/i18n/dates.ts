import type { Language } from './language.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Dates of a school are plain `YYYY-MM-DD`: no time zone may move them. */
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale(language), { timeZone: 'UTC', ...options });
  formats.set(key, made);
  return made;
}

function locale(language: Language): string {
  return language === 'en' ? 'en-GB' : 'ru-RU';
}

function noon(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}

/** «18 ноября» */
export function dayAndMonth(date: string, language: Language): string {
  return format(language, { day: 'numeric', month: 'long' }).format(noon(date));
}
/** «18 ноября 2026 г.» */
export function fullDate(date: string, language: Language): string {
  return format(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(noon(date));
}
/** «среда» */
export function weekday(date: string, language: Language): string {
  return format(language, { weekday: 'long' }).format(noon(date));
}
/** «ср» */
export function shortWeekday(date: string, language: Language): string {
  return format(language, { weekday: 'short' }).format(noon(date)).replace('.', '');
}
/** «среда, 18 ноября» */
export function weekdayAndDate(date: string, language: Language): string {
  return format(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(noon(date));
}
/** «ноябрь» */
export function monthName(date: string, language: Language): string {
  return format(language, { month: 'long' }).format(noon(date));
}
/** Day of the month, without a leading zero. */
export function dayNumber(date: string): string {
  return String(Number(date.slice(8)));
}
/** «16–20 ноября», «30 ноября – 4 декабря» */
export function dateRange(from: string, to: string, language: Language): string {
  return format(language, { day: 'numeric', month: 'long' }).formatRange(noon(from), noon(to));
}
/** A moment in the school's time zone: «18 ноября, 9:41». */
export function moment(at: string, language: Language, timeZone: string): string {
  const time = { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' } as const;
  const text = format(language, { day: 'numeric', month: 'long', ...time, timeZone }).format(new Date(at));
  return text
    .replace(' в ', ', ')
    .replace(' at ', ', ')
    .replace(/, 0(\d:)/, ', $1');
}
/** The date `YYYY-MM-DD` a moment falls on in the school's time zone. */
export function dateAt(at: string, timeZone: string): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone } as const;
  return new Intl.DateTimeFormat('en-CA', parts).format(new Date(at));
}
/** «Среда» from «среда»: Russian dates are small inside a sentence, large at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
/** A date some days later (or earlier). */
export function addDays(date: string, days: number): string {
  const moved = noon(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}
/** Monday of the week a date lies in. */
export function mondayOf(date: string): string {
  return addDays(date, -((noon(date).getUTCDay() + 6) % 7));
}
/** True for a real day written as `YYYY-MM-DD`. */
export function isDate(text: string | null | undefined): text is string {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = noon(text);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}
/** «8:30» from `08:30`. */
export function clock(time: string): string {
  const [hour = '', minute = ''] = time.split(':');
  return `${Number(hour)}:${minute}`;
}
/** An exact decimal string for people: «4,13». */
export function decimal(value: string, language: Language): string {
  return language === 'ru' ? value.replace('.', ',') : value;
}
