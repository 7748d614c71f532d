import type { Bell } from '../school.ts';
import type { SpecialDays } from '../school-calendar.ts';

/** What a school says of its days, as far as single lessons go. The usual schedule has the school's own id. */
export interface SchoolDays {
  readonly usual: string;
  readonly schedules: ReadonlyMap<string, readonly Bell[]>;
  /** The schedule a class or a group has its lessons by. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly special: readonly SpecialDays[];
}

/** A day of a school: whether lessons are given, by which day of the week (0 for Monday), and what is special about it. */
export interface SchoolDay {
  readonly open: boolean;
  readonly weekday: number;
  readonly special: SpecialDays | null;
}

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The day of a school that a date is. */
export function schoolDay({ special }: Pick<SchoolDays, 'special'>, date: string): SchoolDay {
  const found = special.find(({ from, to }) => from <= date && date <= to) ?? null;
  return {
    open: found?.kind !== 'holidays' && found?.kind !== 'day_off',
    weekday: found?.runsAs ?? weekdayOf(date),
    special: found,
  };
}

/** The bells of a group on a date, in order: its own schedule, else its class's, else the usual one; on special days what rings instead. */
export function bellsOn(days: SchoolDays, date: string, group: Follower): readonly Bell[] {
  const own = scheduleOf(days, group);
  const instead = schoolDay(days, date).special?.bells.find(({ usual }) => usual === own)?.instead;
  return days.schedules.get(instead ?? own) ?? days.schedules.get(own) ?? days.schedules.get(days.usual) ?? [];
}

interface Follower {
  readonly groupId: string | null;
  readonly classId: string | null;
}

/** The bells of a group on an ordinary day. */
export function bellsOf(days: SchoolDays, group: Follower): readonly Bell[] {
  return days.schedules.get(scheduleOf(days, group)) ?? days.schedules.get(days.usual) ?? [];
}

function scheduleOf(days: SchoolDays, group: Follower): string {
  return (
    (group.groupId === null ? undefined : days.chosen.get(group.groupId)) ??
    (group.classId === null ? undefined : days.chosen.get(group.classId)) ??
    days.usual
  );
}

/** Whether the week of a date is odd or even, counted from the week that holds the first of September. */
export function weekParity(date: string): 'odd' | 'even' {
  const year = Number(date.slice(0, 4)) - (mondayOf(date) < mondayOf(`${date.slice(0, 4)}-09-01`) ? 1 : 0);
  const weeks = (Date.parse(mondayOf(date)) - Date.parse(mondayOf(`${year}-09-01`))) / (7 * 86_400_000);
  return weeks % 2 === 0 ? 'odd' : 'even';
}

function mondayOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - weekdayOf(date));
  return day.toISOString().slice(0, 10);
}
