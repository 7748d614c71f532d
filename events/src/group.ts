import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { ClassId, GroupId, PersonId, SchoolId, SubjectId } from './ids.ts';
import { CalendarDate, text } from './text.ts';

const group = { schoolId: SchoolId, groupId: GroupId };
const period = { from: CalendarDate, to: v.nullable(CalendarDate), source: v.nullable(text(200)) };
const end = { from: CalendarDate, lastDay: CalendarDate };
const onwards = { from: CalendarDate, to: v.nullable(CalendarDate) };

/** Pupils who are taught one subject together: a whole class, a part of it, or pupils of several classes. */
export const GroupFormed = event('GroupFormed', 1, {
  ...group,
  subjectId: SubjectId,
  /** The class whose group this is; null where pupils come from several classes. */
  classId: v.nullable(ClassId),
  title: text(120),
  source: v.nullable(text(200)),
});
export const GroupRenamed = event('GroupRenamed', 1, { ...group, title: text(120) });
/** The group is called so from that day on, as its class is; pages of earlier days keep the title of then. */
export const GroupRetitled = event('GroupRetitled', 1, { ...group, title: text(120), from: CalendarDate });
/** The title that was to begin on `from` is taken back. */
export const RetitlingWithdrawn = event('RetitlingWithdrawn', 1, { ...group, from: CalendarDate });
export const PupilJoinedGroup = event('PupilJoinedGroup', 1, { ...group, pupilId: PersonId, ...period });
/** The pupil's period in the group that began on `from` ends with `lastDay`. */
export const PupilLeftGroup = event('PupilLeftGroup', 1, { ...group, pupilId: PersonId, ...end });
/** The period that began on `from` never was: what was recorded is taken back before anything stood on it. */
export const GroupPlaceCancelled = event('GroupPlaceCancelled', 1, { ...group, pupilId: PersonId, from: CalendarDate });
/** The end of the period that began on `from` is taken back: it goes on until `to`, null until further notice. */
export const GroupPlaceContinued = event('GroupPlaceContinued', 1, { ...group, pupilId: PersonId, ...onwards });
export const TeacherAssigned = event('TeacherAssigned', 1, {
  ...group,
  subjectId: SubjectId,
  teacherId: PersonId,
  ...period,
});
export const TeacherWithdrawn = event('TeacherWithdrawn', 1, {
  ...group,
  subjectId: SubjectId,
  teacherId: PersonId,
  ...end,
});
/** The teacher's period that began on `from` never was. */
export const TeacherAssignmentWithdrawn = event('TeacherAssignmentWithdrawn', 1, {
  ...group,
  subjectId: SubjectId,
  teacherId: PersonId,
  from: CalendarDate,
});
/** A group that was formed by mistake is taken back before anything was taught in it. */
export const GroupFormingWithdrawn = event('GroupFormingWithdrawn', 1, group);

export const groupEvents = [
  GroupFormed,
  GroupRenamed,
  GroupRetitled,
  RetitlingWithdrawn,
  PupilJoinedGroup,
  PupilLeftGroup,
  GroupPlaceCancelled,
  GroupPlaceContinued,
  TeacherAssigned,
  TeacherWithdrawn,
  TeacherAssignmentWithdrawn,
  GroupFormingWithdrawn,
] as const;
export type GroupEvent = EventOf<(typeof groupEvents)[number]>;
