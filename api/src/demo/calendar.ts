import { timeIn, todayIn } from '../core/today.ts';

/** Time zone of the demo school. */
export const zone = 'Europe/Moscow';

/** The days of the demo school around one moment: all dates `YYYY-MM-DD`, `time` is `HH:MM` in its zone. */
export interface Calendar {
  readonly today: string;
  readonly time: string;
  /** Day from which posts, classes and groups hold. */
  readonly since: string;
  readonly term: { readonly title: string; readonly from: string; readonly to: string };
  /** Mondays to Saturdays of the term. */
  readonly schoolDays: readonly string[];
  /** A Friday ahead on which lessons are shorter. */
  readonly shortDay: string;
}

const day = 86_400_000;

export const plusDays = (date: string, days: number) =>
  new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (date: string) => (new Date(date).getUTCDay() + 6) % 7;

/** Instant of a local time in the school's zone, ISO with Z. The zone has kept +03:00 since 2014. */
export const instantOf = (date: string, time: string) => new Date(`${date}T${time}:00+03:00`).toISOString();

/** The term reaches from four weeks before this week to four weeks after it, so that there is always a past to look at. */
export function calendarAt(now: Date): Calendar {
  const today = todayIn(zone, now);
  const time = timeIn(zone, now);
  const monday = plusDays(today, -weekdayOf(today));
  const from = plusDays(monday, -28);
  const to = plusDays(monday, 33);
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0);
  const days = Array.from({ length: 62 }, (_, index) => plusDays(from, index));
  return {
    today,
    time,
    since: from < `${year}-09-01` ? from : `${year}-09-01`,
    term: { title: `${quarterOf(today)} четверть`, from, to },
    shortDay: plusDays(monday, 11),
    schoolDays: days.filter((date) => weekdayOf(date) < 6),
  };
}

function quarterOf(date: string): number {
  const month = Number(date.slice(5, 7));
  if (month >= 9 && month <= 10) return 1;
  if (month >= 11) return 2;
  return month <= 3 ? 3 : 4;
}
