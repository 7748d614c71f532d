import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { ClassId, GroupId, PersonId, RosterChangeId, SchoolId } from './ids.ts';
import { CalendarDate, text } from './text.ts';

export const rosterChangeKinds = ['arrival', 'move', 'leaving', 'regrouping'] as const;
export const rosterChangeReasons = ['family_request', 'school_decision', 'moved_house', 'correction', 'other'] as const;

const change = { schoolId: SchoolId, pupilId: PersonId, changeId: RosterChangeId };
/** A place that ends: the day it began, and the last day it had until now. */
const left = { from: CalendarDate, to: v.nullable(CalendarDate) };

/**
 * A pupil is to arrive, change class or groups, or leave: everything that begins on `on`, and everything that ends the day before. Carried
 * out over the streams of the classes and groups.
 */
export const RosterChangePlanned = event('RosterChangePlanned', 1, {
  ...change,
  kind: v.picklist(rosterChangeKinds),
  reason: v.picklist(rosterChangeReasons),
  on: CalendarDate,
  /** The last day of what begins; null until further notice. */
  to: v.nullable(CalendarDate),
  classLeft: v.nullable(v.strictObject({ classId: ClassId, ...left })),
  classJoined: v.nullable(ClassId),
  groupsLeft: v.array(v.strictObject({ groupId: GroupId, ...left })),
  groupsJoined: v.array(GroupId),
});
export const RosterChangeCompleted = event('RosterChangeCompleted', 1, change);
/** A class or group would not have it: what was done of the change is undone next. `code` is the refusal's. */
export const RosterChangeRefused = event('RosterChangeRefused', 1, { ...change, code: text(60) });
/** Everything that was done of a refused change is undone. */
export const RosterChangeTakenBack = event('RosterChangeTakenBack', 1, change);

export const rosterEvents = [
  RosterChangePlanned,
  RosterChangeCompleted,
  RosterChangeRefused,
  RosterChangeTakenBack,
] as const;
export type RosterEvent = EventOf<(typeof rosterEvents)[number]>;
