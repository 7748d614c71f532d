import { Refusal } from './decider.ts';

/** A stretch of days, both ends inclusive; `to` null means until further notice. */
export interface Period {
  readonly from: string;
  readonly to: string | null;
}

/** Whether two stretches have a day in common. */
export const meet = (a: Period, b: Period) => (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);

/** The day before a date, both `YYYY-MM-DD`. */
export function dayBefore(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** The events that say that a period begins, or that one which began on `from` ends with `lastDay`. */
interface Saying<Event> {
  readonly begins: () => Event;
  readonly ends: (end: { readonly from: string; readonly lastDay: string }) => Event;
}

/**
 * What a wanted period means beside those that are there: it begins, it only moves the end of the one that began that day, or it is
 * there already. Refused with `clash` where it meets another one, with `period_dates` where it ends before it begins.
 */
export function begin<Event>(
  there: readonly Period[] = [],
  wanted: Period,
  clash: string,
  say: Saying<Event>,
): Event[] {
  const { from, to } = wanted;
  if (to !== null && to < from) throw new Refusal('period_dates', { from, to });
  const twin = there.find((period) => period.from === from);
  if (twin?.to === to) return [];
  const other = there.find((period) => period !== twin && meet(period, wanted));
  if (other) throw new Refusal(clash, { from: other.from, to: other.to });
  if (!twin) return [say.begins()];
  if (to === null) throw new Refusal(clash, { from: twin.from, to: twin.to });
  return [say.ends({ from, lastDay: to })];
}

/** Ends the period that holds `lastDay` with that day; refused with `absent` where none does. */
export function end<Event>(
  there: readonly Period[] = [],
  lastDay: string,
  absent: string,
  say: Saying<Event>['ends'],
): Event[] {
  const held = there.find((period) => period.from <= lastDay && (period.to === null || lastDay <= period.to));
  if (!held) throw new Refusal(absent, { lastDay });
  return held.to === lastDay ? [] : [say({ from: held.from, lastDay })];
}

/** Takes back that a period began; nothing to do where it is not there, refused with `later_facts` where its end is another by now. */
export function cancel<Event>(there: readonly Period[] = [], wrong: Period, say: () => Event): Event[] {
  const held = there.find((period) => period.from === wrong.from);
  if (!held) return [];
  if (held.to !== wrong.to) throw new Refusal('later_facts', { from: held.from, to: held.to });
  return [say()];
}

/**
 * Takes back that the period which began on `from` ended with `lastDay`: it goes on until `to`. Refused with `later_facts` where it is
 * gone or ends otherwise by now, and where another period would meet it; with `period_dates` where it would end before it began.
 */
export function goOn<Event>(
  there: readonly Period[] = [],
  { from, lastDay, to }: Period & { readonly lastDay: string },
  say: () => Event,
): Event[] {
  if (to !== null && to < from) throw new Refusal('period_dates', { from, to });
  const held = there.find((period) => period.from === from);
  if (held?.to === to) return [];
  const met = there.find((period) => period !== held && meet(period, { from, to }));
  if (held?.to !== lastDay || met) throw new Refusal('later_facts', { from: met?.from ?? from });
  return [say()];
}

/** The periods by whom they are of. */
export type Periods = ReadonlyMap<string, readonly Period[]>;

// Over all years a class has some 150 pupils, a lecture for a whole year of study 200 at once, a choir that loses a third every year 900 in
// eleven years. Each period makes folding longer, and a file may claim any number of them for one group.
const periodsAtMost = 2_000;

/** The event that begins one more period; refused with `members_many` where there are as many as one class or group has. */
export function oneMore<Event>(all: Periods, event: Event): Event {
  let periods = 0;
  for (const list of all.values()) periods += list.length;
  if (periods >= periodsAtMost) throw new Refusal('members_many', { most: periodsAtMost });
  return event;
}

export const withPeriod = (all: Periods, of: string, period: Period): Periods =>
  new Map(all).set(of, [...(all.get(of) ?? []), { from: period.from, to: period.to }]);

export const withEnd = (all: Periods, of: string, end: { readonly from: string; readonly lastDay: string }): Periods =>
  withTo(all, of, { from: end.from, to: end.lastDay });

export const withTo = (all: Periods, of: string, { from, to }: Period): Periods =>
  new Map(all).set(
    of,
    (all.get(of) ?? []).map((period) => (period.from === from ? { ...period, to } : period)),
  );

export function withoutPeriod(all: Periods, of: string, { from }: { readonly from: string }): Periods {
  const left = (all.get(of) ?? []).filter((period) => period.from !== from);
  const others = new Map(all);
  if (left.length > 0) others.set(of, left);
  else others.delete(of);
  return others;
}
