import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { GroupId, LessonId, PersonId, SchoolId, SubjectId, TermId } from './ids.ts';
import { CalendarDate, text, TimeOfDay } from './text.ts';

/** Everybody is present unless a code says otherwise: absent, absent through illness, late. */
export const attendanceCodes = ['absent', 'ill', 'late'] as const;
export type AttendanceCode = (typeof attendanceCodes)[number];

/** Why a lesson is not given as planned. No health and no names: who is ill is nobody's business but the school's. */
export const changeReasons = ['teacher_absent', 'school_event', 'room_closed', 'other'] as const;
export type ChangeReason = (typeof changeReasons)[number];
/** Reasons nobody chooses: another version of the timetable, or a day on which the school has no lessons. */
export const settledReasons = ['timetable', 'day_off'] as const;
export type SettledReason = (typeof settledReasons)[number];
const anyReason = v.picklist([...changeReasons, ...settledReasons]);

const lesson = { schoolId: SchoolId, lessonId: LessonId };
/** Where in the days and rooms of a school a lesson stands. */
const when = {
  date: CalendarDate,
  slot: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(20)),
  from: TimeOfDay,
  to: TimeOfDay,
  room: v.nullable(text(40)),
};
const place = { ...lesson, groupId: GroupId, subjectId: SubjectId, termId: TermId, teacherId: PersonId, ...when };
const change = { ...lesson, groupId: GroupId, teacherId: PersonId };

/** A lesson of the timetable. */
export const LessonPlanned = event('LessonPlanned', 1, place);
/** A lesson a teacher gives where the timetable has none. */
export const LessonAddedOutsideTimetable = event('LessonAddedOutsideTimetable', 1, place);
/** Another teacher gives this one lesson. `until` is the last day on which the substitute may still write what belongs to it. */
export const SubstituteAssigned = event('SubstituteAssigned', 1, {
  ...change,
  substituteId: PersonId,
  date: CalendarDate,
  until: CalendarDate,
  reason: v.picklist(changeReasons),
});
export const SubstituteWithdrawn = event('SubstituteWithdrawn', 1, {
  ...change,
  substituteId: PersonId,
  date: CalendarDate,
});
/**
 * The lesson is given together with another one, by whoever gives that, in its room: who does so stands in here. `until` is the last day on
 * which they may still write what belongs to it.
 */
export const LessonsMerged = event('LessonsMerged', 1, {
  ...change,
  withLessonId: LessonId,
  substituteId: PersonId,
  room: when.room,
  date: CalendarDate,
  until: CalendarDate,
  reason: v.picklist(changeReasons),
});
/** The two lessons are given apart again. */
export const LessonsParted = event('LessonsParted', 1, {
  ...change,
  withLessonId: LessonId,
  substituteId: PersonId,
  date: CalendarDate,
});
export const LessonCancelled = event('LessonCancelled', 1, {
  ...change,
  date: CalendarDate,
  reason: anyReason,
});
/** A cancelled lesson is given after all. */
export const LessonRestored = event('LessonRestored', 1, { ...change, date: CalendarDate });
/** The lesson is given at another time of its term, or in another room. */
export const LessonMoved = event('LessonMoved', 1, {
  ...change,
  before: v.strictObject(when),
  after: v.strictObject(when),
  reason: anyReason,
});
/** By a new version of the timetable the lesson is another teacher's; who stood in stands in no more. */
export const LessonHandedOver = event('LessonHandedOver', 1, {
  ...change,
  formerTeacherId: PersonId,
  date: CalendarDate,
});

/** The roll was called: the whole truth about everybody named, in the place of anything noted about them before. */
export const AttendanceTaken = event('AttendanceTaken', 1, {
  ...lesson,
  groupId: GroupId,
  present: v.array(PersonId),
  exceptions: v.array(v.strictObject({ pupilId: PersonId, code: v.picklist(attendanceCodes) })),
});
/** One pupil's attendance was noted or changed apart from the roll (before it or after); null means present. */
export const AttendanceCorrected = event('AttendanceCorrected', 1, {
  ...lesson,
  groupId: GroupId,
  pupilId: PersonId,
  before: v.nullable(v.picklist(attendanceCodes)),
  after: v.nullable(v.picklist(attendanceCodes)),
});
export const LessonTopicSet = event('LessonTopicSet', 1, { ...lesson, groupId: GroupId, topic: v.nullable(text(300)) });
/** Homework of the group, given at this lesson; `dueOn` is the day of the lesson it is for, null for the next one. */
export const HomeworkSet = event('HomeworkSet', 1, {
  ...lesson,
  groupId: GroupId,
  text: text(2000),
  dueOn: v.nullable(CalendarDate),
});
export const HomeworkWithdrawn = event('HomeworkWithdrawn', 1, { ...lesson, groupId: GroupId });

export const lessonEvents = [
  LessonPlanned,
  LessonAddedOutsideTimetable,
  SubstituteAssigned,
  SubstituteWithdrawn,
  LessonsMerged,
  LessonsParted,
  LessonCancelled,
  LessonRestored,
  LessonMoved,
  LessonHandedOver,
  AttendanceTaken,
  AttendanceCorrected,
  LessonTopicSet,
  HomeworkSet,
  HomeworkWithdrawn,
] as const;
export type LessonEvent = EventOf<(typeof lessonEvents)[number]>;
