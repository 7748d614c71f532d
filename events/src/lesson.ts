import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { GroupId, LessonId, PersonId, SchoolId, SubjectId, TermId } from './ids.ts';
import { CalendarDate, text, TimeOfDay } from './text.ts';

/** Everybody is present unless a code says otherwise: absent, absent through illness, late. */
export const attendanceCodes = ['absent', 'ill', 'late'] as const;
export type AttendanceCode = (typeof attendanceCodes)[number];

const lesson = { schoolId: SchoolId, lessonId: LessonId };
const place = {
  ...lesson,
  groupId: GroupId,
  subjectId: SubjectId,
  termId: TermId,
  teacherId: PersonId,
  date: CalendarDate,
  slot: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(20)),
  from: TimeOfDay,
  to: TimeOfDay,
  room: v.nullable(text(40)),
};

/** A lesson of the timetable. */
export const LessonPlanned = event('LessonPlanned', 1, place);
/** A lesson a teacher gives where the timetable has none. */
export const LessonAddedOutsideTimetable = event('LessonAddedOutsideTimetable', 1, place);

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
  AttendanceTaken,
  AttendanceCorrected,
  LessonTopicSet,
  HomeworkSet,
  HomeworkWithdrawn,
] as const;
export type LessonEvent = EventOf<(typeof lessonEvents)[number]>;
