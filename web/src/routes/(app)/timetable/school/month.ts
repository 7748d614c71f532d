import type { AnswerOf, Api } from '#lib/answers.ts';
import { addDays, mondayOf } from '#lib/i18n/dates.ts';
import { weekParity } from '@peremena/events';

export type Calendar = AnswerOf<Api['schools'][':schoolId']['calendar']['$get']>;
export type Special = Calendar['special'][number];
export type Schedule = Calendar['schedules'][number];

/** One day of a month's sheet. `begins`: the first day shown of its special days, where their name is written. */
export interface MonthDay {
  readonly date: string;
  readonly inMonth: boolean;
  readonly term: string | null;
  readonly special: Special | null;
  readonly begins: boolean;
}

/** The weeks of a month, Monday first; days of the months beside it fill the first and the last. */
export function monthOf(first: string, { special, terms }: Pick<Calendar, 'special' | 'terms'>) {
  const month = first.slice(0, 7);
  const weeks: { readonly monday: string; readonly parity: 'odd' | 'even'; readonly days: readonly MonthDay[] }[] = [];
  for (let monday = mondayOf(first); monday.slice(0, 7) <= month; monday = addDays(monday, 7)) {
    const days = Array.from({ length: 7 }, (_, at) => {
      const date = addDays(monday, at);
      const found = special.find(({ from, to }) => from <= date && date <= to) ?? null;
      return {
        date,
        inMonth: date.startsWith(month),
        term: terms.findLast(({ from, to }) => from <= date && date <= to)?.title ?? null,
        special: found,
        begins: found !== null && (found.from === date || at === 0),
      };
    });
    weeks.push({ monday, parity: weekParity(monday), days });
  }
  return weeks;
}

/** The first day of the month some months away. */
export function monthAway(first: string, months: number): string {
  const day = new Date(`${first}T12:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
}

/** The slots to offer for a schedule: those that ring and two more. */
export function slotsOf(bells: Schedule['bells']): readonly number[] {
  const slots = bells.map(({ slot }) => slot);
  const last = Math.min(Math.max(6, ...slots) + 2, 20);
  const first = Math.min(1, ...slots);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
