import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import {
  BellScheduleId,
  ClassId,
  EventId,
  GroupId,
  PersonId,
  SchoolId,
  SpecialDaysId,
  TermId,
  TimetableId,
} from './ids.ts';
import { Bell } from './school.ts';
import { CalendarDate, text } from './text.ts';

/** What is special about days: no lessons between terms, no lessons on a day, other bells, or lessons where there are none otherwise. */
export const specialDayKinds = ['holidays', 'day_off', 'short_day', 'working_day'] as const;
export type SpecialDayKind = (typeof specialDayKinds)[number];

/** A day of the week, 0 for Monday to 6 for Sunday. */
export const Weekday = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(6));

/** Days that run otherwise; both dates inclusive. `bells` says for which schedule which other one rings, `runsAs` whose lessons are given. */
export const SpecialDays = v.strictObject({
  daysId: SpecialDaysId,
  kind: v.picklist(specialDayKinds),
  title: text(80),
  from: CalendarDate,
  to: CalendarDate,
  bells: v.pipe(v.array(v.strictObject({ usual: BellScheduleId, instead: BellScheduleId })), v.maxLength(20)),
  runsAs: v.nullable(Weekday),
});
export type SpecialDays = v.InferOutput<typeof SpecialDays>;

/** A named bell schedule: of a shift, a building, a short day. The one whose id is the school's own is the usual one. */
export const BellScheduleSet = event('BellScheduleSet', 1, {
  schoolId: SchoolId,
  scheduleId: BellScheduleId,
  title: text(80),
  bells: v.array(Bell),
});
export const BellScheduleRemoved = event('BellScheduleRemoved', 1, { schoolId: SchoolId, scheduleId: BellScheduleId });
/** By which schedule a class or a group has its lessons; null: as the class of the group, or the usual one. */
export const BellsChosen = event('BellsChosen', 1, {
  schoolId: SchoolId,
  classId: v.nullable(ClassId),
  groupId: v.nullable(GroupId),
  scheduleId: v.nullable(BellScheduleId),
});
/** A term that nothing was planned in is taken away. */
export const TermRemoved = event('TermRemoved', 1, { schoolId: SchoolId, termId: TermId });
export const SpecialDaysDeclared = event('SpecialDaysDeclared', 1, { schoolId: SchoolId, ...SpecialDays.entries });
export const SpecialDaysChanged = event('SpecialDaysChanged', 1, { schoolId: SchoolId, ...SpecialDays.entries });
export const SpecialDaysWithdrawn = event('SpecialDaysWithdrawn', 1, { schoolId: SchoolId, daysId: SpecialDaysId });
/** A room of the school, and how many lessons it takes at once: a gym may take several. */
export const RoomSet = event('RoomSet', 1, {
  schoolId: SchoolId,
  room: text(40),
  holds: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(20)),
});
export const RoomRemoved = event('RoomRemoved', 1, { schoolId: SchoolId, room: text(40) });

/** Terms became others: lessons are to be looked through against calendar and grid. */
export const LessonsRecheckAsked = event('LessonsRecheckAsked', 1, { schoolId: SchoolId });

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/**
 * Calendar and timetable, as the event `cause` left them, were carried out into lessons. `versionId` names the version that was published
 * by it; groups and teachers are those whose lessons became others.
 */
export const TimetableCarriedOut = event('TimetableCarriedOut', 1, {
  schoolId: SchoolId,
  cause: EventId,
  versionId: v.nullable(TimetableId),
  from: CalendarDate,
  planned: count,
  moved: count,
  cancelled: count,
  restored: count,
  left: count,
  groups: v.array(GroupId),
  teachers: v.array(PersonId),
});

export const schoolCalendarEvents = [
  BellScheduleSet,
  BellScheduleRemoved,
  BellsChosen,
  TermRemoved,
  SpecialDaysDeclared,
  SpecialDaysChanged,
  SpecialDaysWithdrawn,
  RoomSet,
  RoomRemoved,
  LessonsRecheckAsked,
  TimetableCarriedOut,
] as const;
export type SchoolCalendarEvent = EventOf<(typeof schoolCalendarEvents)[number]>;
