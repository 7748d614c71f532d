import { capital, monthName } from '#lib/i18n/dates.ts';
import type { Language } from '#lib/i18n/language.ts';

interface Term {
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

/** A period to choose: `value` is its first and last day with a slash between them. */
export interface Period {
  readonly value: string;
  readonly title: string;
}

/** Terms that have begun, the latest first, and the months of their school year up to today. */
export function periodsOf(
  terms: readonly Term[],
  today: string,
  language: Language,
): { readonly terms: readonly Period[]; readonly months: readonly Period[] } {
  const begun = terms.filter(({ from }) => from <= today).toReversed();
  const [last] = begun;
  const year = last ? begun.filter(({ to }) => to > yearBefore(last.from)) : [];
  const first = year.at(-1)?.from ?? today;
  const months: Period[] = [];
  for (let day = `${today.slice(0, 7)}-01`; day >= `${first.slice(0, 7)}-01`; day = monthBefore(day))
    months.push({
      value: `${day}/${lastOfMonth(day)}`,
      title: `${capital(monthName(day, language))} ${day.slice(0, 4)}`,
    });
  return { terms: year.map(({ title, from, to }) => ({ value: `${from}/${to}`, title })), months };
}

const at = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
const parts = (date: string): [number, number] => [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
const monthBefore = (first: string): string => at(parts(first)[0], parts(first)[1] - 2, 1);
const lastOfMonth = (first: string): string => at(parts(first)[0], parts(first)[1], 0);
// Nine months: what began before them belongs to the year before.
const yearBefore = (date: string): string => at(parts(date)[0], parts(date)[1] - 10, 1);
