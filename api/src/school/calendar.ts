import type { Bell, SchoolCalendarEvent, SchoolEvent, SpecialDays } from '@peremena/events';
import { Refusal } from '../core/decider.ts';
import type { CalendarCommand } from './commands.ts';
import type { School } from './decider.ts';

/** What a school's calendar holds besides terms and the usual bells. */
export interface CalendarState {
  readonly schedules: ReadonlyMap<string, { readonly title: string; readonly bells: readonly Bell[] }>;
  /** The schedule a class or group follows. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly special: ReadonlyMap<string, SpecialDays>;
  readonly rooms: ReadonlyMap<string, number>;
  /** Events whose consequences for lessons were carried out. */
  readonly carriedOut: ReadonlySet<string>;
}
export const noCalendar: CalendarState = {
  schedules: new Map(),
  chosen: new Map(),
  special: new Map(),
  rooms: new Map(),
  carriedOut: new Set(),
};

type Of<T extends CalendarCommand['type']> = Extract<CalendarCommand, { type: T }>;
type Made = readonly (SchoolEvent | SchoolCalendarEvent)[];

/** Rules of a school's calendar: bell schedules and who follows them, days that run otherwise, rooms. */
export function keepCalendar(school: School, command: CalendarCommand): Made {
  const { schoolId } = school;
  switch (command.type) {
    case 'SetBellSchedule':
      return setSchedule(school, command);
    case 'RemoveBellSchedule':
      return removeSchedule(school, command.scheduleId);
    case 'ChooseBells':
      return choose(school, command);
    case 'RemoveTerm': {
      if (!school.terms.has(command.termId)) return [];
      if (command.lessons > 0) throw new Refusal('term_has_lessons', { lessons: command.lessons });
      return [{ type: 'TermRemoved', data: { schoolId, termId: command.termId } }];
    }
    case 'DeclareSpecialDays':
    case 'ChangeSpecialDays':
      return declare(school, command);
    case 'WithdrawSpecialDays':
      if (!school.special.has(command.daysId)) return [];
      return [{ type: 'SpecialDaysWithdrawn', data: { schoolId, daysId: command.daysId } }];
    case 'SetRoom':
      if (school.rooms.get(command.room) === command.holds) return [];
      return [{ type: 'RoomSet', data: { schoolId, room: command.room, holds: command.holds } }];
    case 'RemoveRoom':
      return school.rooms.has(command.room) ? [{ type: 'RoomRemoved', data: { schoolId, room: command.room } }] : [];
    case 'NoteCarriedOut': {
      const { type: _, ...carried } = command;
      if (school.carriedOut.has(carried.cause)) return [];
      return [{ type: 'TimetableCarriedOut', data: { schoolId, ...carried } }];
    }
  }
}

/** The school after such an event. */
export function calendarAfter(school: School, event: SchoolCalendarEvent): School {
  switch (event.type) {
    case 'BellScheduleSet': {
      const { scheduleId, title, bells } = event.data;
      if (String(scheduleId) === school.schoolId) return { ...school, bells };
      return { ...school, schedules: new Map(school.schedules).set(scheduleId, { title, bells }) };
    }
    case 'BellScheduleRemoved':
      return { ...school, schedules: without(school.schedules, event.data.scheduleId) };
    case 'BellsChosen': {
      const { classId, groupId, scheduleId } = event.data;
      const about = groupId ?? classId ?? '';
      const chosen =
        scheduleId === null ? without(school.chosen, about) : new Map(school.chosen).set(about, scheduleId);
      return { ...school, chosen };
    }
    case 'TermRemoved':
      return { ...school, terms: without(school.terms, event.data.termId) };
    case 'SpecialDaysDeclared':
    case 'SpecialDaysChanged': {
      const { schoolId: _, ...days } = event.data;
      return { ...school, special: new Map(school.special).set(days.daysId, days) };
    }
    case 'SpecialDaysWithdrawn':
      return { ...school, special: without(school.special, event.data.daysId) };
    case 'RoomSet':
      return { ...school, rooms: new Map(school.rooms).set(event.data.room, event.data.holds) };
    case 'RoomRemoved':
      return { ...school, rooms: without(school.rooms, event.data.room) };
    case 'TimetableCarriedOut':
      return { ...school, carriedOut: new Set(school.carriedOut).add(event.data.cause) };
    case 'LessonsRecheckAsked':
      return school;
  }
}

const without = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> => {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
};

/** Bells in the order of their slots; refused where lessons overlap or a slot rings twice. */
export function rung(wanted: readonly Bell[]): Bell[] {
  const bells = wanted.toSorted((a, b) => a.slot - b.slot);
  bells.forEach((bell, i) => {
    const next = bells[i + 1];
    if (bell.to <= bell.from || (next && (next.slot === bell.slot || next.from < bell.to))) {
      throw new Refusal('bells_overlap', { slot: bell.slot });
    }
  });
  return bells;
}

function setSchedule(school: School, { scheduleId, title, bells: wanted, saw }: Of<'SetBellSchedule'>): Made {
  const { schoolId } = school;
  const usual = String(scheduleId) === schoolId;
  const known = usual ? { title, bells: school.bells } : school.schedules.get(scheduleId);
  const bells = rung(wanted);
  if (known?.title === title && same(known.bells, bells)) return [];
  if (!same(saw ?? [], known?.bells ?? [])) throw new Refusal('bells_changed');
  return [{ type: 'BellScheduleSet', data: { schoolId, scheduleId, title, bells } }];
}

const same = (a: readonly Bell[], b: readonly Bell[]): boolean => {
  const text = (bells: readonly Bell[]) =>
    JSON.stringify(bells.toSorted((x, y) => x.slot - y.slot).map(({ slot, from, to }) => [slot, from, to]));
  return text(a) === text(b);
};

function removeSchedule(
  { schoolId, schedules, chosen, special }: School,
  scheduleId: Of<'RemoveBellSchedule'>['scheduleId'],
): Made {
  if (!schedules.has(scheduleId)) return [];
  const used =
    [...chosen.values()].includes(scheduleId) ||
    [...special.values()].some(({ bells }) =>
      bells.some(({ usual, instead }) => [usual, instead].includes(scheduleId)),
    );
  if (used) throw new Refusal('bells_in_use');
  return [{ type: 'BellScheduleRemoved', data: { schoolId, scheduleId } }];
}

function choose(school: School, { classId, groupId, scheduleId }: Of<'ChooseBells'>): Made {
  const { schoolId } = school;
  if (scheduleId !== null && String(scheduleId) !== schoolId && !school.schedules.has(scheduleId)) {
    throw new Refusal('bells_unknown');
  }
  const about = groupId ?? classId;
  if (about === null || (school.chosen.get(about) ?? null) === scheduleId) return [];
  return [{ type: 'BellsChosen', data: { schoolId, classId: groupId === null ? classId : null, groupId, scheduleId } }];
}

function declare(school: School, { type, ...days }: Of<'DeclareSpecialDays' | 'ChangeSpecialDays'>): Made {
  const { schoolId } = school;
  inOrder(days);
  const known = school.special.get(days.daysId);
  if (type === 'ChangeSpecialDays' && !known) throw new Refusal('special_days_unknown');
  if (known && JSON.stringify(sorted(known)) === JSON.stringify(sorted(days))) return [];
  const over = [...school.special.values()].find(
    ({ daysId, from, to }) => daysId !== days.daysId && from <= days.to && days.from <= to,
  );
  if (over) throw new Refusal('special_days_overlap', { title: over.title, from: over.from, to: over.to });
  if (days.kind === 'working_day' && days.runsAs === null) throw new Refusal('runs_as_needed');
  if (days.kind === 'short_day' && days.bells.length === 0) throw new Refusal('short_bells_needed');
  const there = (id: string) => id === schoolId || school.schedules.has(id);
  if (days.bells.some(({ usual, instead }) => !there(usual) || !there(instead))) throw new Refusal('bells_unknown');
  return [{ type: known ? 'SpecialDaysChanged' : 'SpecialDaysDeclared', data: { schoolId, ...days } }];
}

const sorted = ({ kind, title, from, to, bells, runsAs }: SpecialDays) => [kind, title, from, to, bells, runsAs];

/** Terms of one school may lie inside one another, but not overlap in part. */
export function termsApart(
  { terms }: Pick<School, 'terms'>,
  { termId, from, to }: { readonly termId: string; readonly from: string; readonly to: string },
): void {
  for (const [id, term] of terms) {
    const apart = term.to < from || to < term.from;
    const inside = (term.from <= from && to <= term.to) || (from <= term.from && term.to <= to);
    if (id !== termId && !apart && (!inside || (term.from === from && term.to === to))) {
      throw new Refusal('term_overlaps', { title: term.title });
    }
  }
}

/** Refuses a period that ends before it begins. */
export function inOrder<C extends { readonly from: string; readonly to: string }>(command: C): C {
  if (command.to < command.from) throw new Refusal('period_dates', { from: command.from, to: command.to });
  return command;
}
