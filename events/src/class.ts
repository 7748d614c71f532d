import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { ClassId, PersonId, SchoolId } from './ids.ts';
import { CalendarDate, text } from './text.ts';

const klass = { schoolId: SchoolId, classId: ClassId };
const grade = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(13)));
const period = { from: CalendarDate, to: v.nullable(CalendarDate), source: v.nullable(text(200)) };
const end = { from: CalendarDate, lastDay: CalendarDate };
const onwards = { from: CalendarDate, to: v.nullable(CalendarDate) };

export const ClassOpened = event('ClassOpened', 1, {
  ...klass,
  /** As the school writes it: «7Б». */
  title: text(60),
  /** Year of study as the school counts it, 0 to 13; null for a class of mixed years. */
  grade,
  source: v.nullable(text(200)),
});
export const ClassRenamed = event('ClassRenamed', 1, { ...klass, title: text(60) });
/** The class goes into another year of study: from that day it is called so; pages of earlier days keep the title of then. */
export const ClassPromoted = event('ClassPromoted', 1, { ...klass, title: text(60), grade, from: CalendarDate });
/** The promotion that was to begin on `from` is taken back. */
export const PromotionWithdrawn = event('PromotionWithdrawn', 1, { ...klass, from: CalendarDate });
/** A class that was opened by mistake is taken back before anybody was in it. */
export const ClassOpeningWithdrawn = event('ClassOpeningWithdrawn', 1, klass);
export const PupilEnrolled = event('PupilEnrolled', 1, { ...klass, pupilId: PersonId, ...period });
/** The pupil's period in the class that began on `from` ends with `lastDay`. */
export const PupilUnenrolled = event('PupilUnenrolled', 1, { ...klass, pupilId: PersonId, ...end });
/** The period that began on `from` never was: what was recorded is taken back before anything stood on it. */
export const EnrollmentCancelled = event('EnrollmentCancelled', 1, { ...klass, pupilId: PersonId, from: CalendarDate });
/** The end of the period that began on `from` is taken back: it goes on until `to`, null until further notice. */
export const EnrollmentContinued = event('EnrollmentContinued', 1, { ...klass, pupilId: PersonId, ...onwards });
export const TutorAppointed = event('TutorAppointed', 1, { ...klass, teacherId: PersonId, ...period });
export const TutorReleased = event('TutorReleased', 1, { ...klass, teacherId: PersonId, ...end });
/** The tutor's period that began on `from` never was. */
export const TutorAppointmentWithdrawn = event('TutorAppointmentWithdrawn', 1, {
  ...klass,
  teacherId: PersonId,
  from: CalendarDate,
});

export const classEvents = [
  ClassOpened,
  ClassRenamed,
  ClassPromoted,
  PromotionWithdrawn,
  ClassOpeningWithdrawn,
  PupilEnrolled,
  PupilUnenrolled,
  EnrollmentCancelled,
  EnrollmentContinued,
  TutorAppointed,
  TutorReleased,
  TutorAppointmentWithdrawn,
] as const;
export type ClassEvent = EventOf<(typeof classEvents)[number]>;
