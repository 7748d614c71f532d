import { CalendarDate, ClassId, PersonId, SchoolId, text } from '@peremena/events';
import * as v from 'valibot';

const title = text(60);
const source = v.nullable(text(200));
const period = { from: CalendarDate, to: v.nullable(CalendarDate), source };

export const OpenClass = v.strictObject({
  type: v.literal('OpenClass'),
  schoolId: SchoolId,
  classId: ClassId,
  title,
  grade: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(13))),
  source,
});
export const RenameClass = v.strictObject({ type: v.literal('RenameClass'), title });
const grade = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(13)));
export const PromoteClass = v.strictObject({ type: v.literal('PromoteClass'), title, grade, from: CalendarDate });
export const WithdrawPromotion = v.strictObject({ type: v.literal('WithdrawPromotion'), from: CalendarDate });
export const WithdrawOpening = v.strictObject({ type: v.literal('WithdrawOpening') });
export const EnrollPupil = v.strictObject({ type: v.literal('EnrollPupil'), pupilId: PersonId, ...period });
export const UnenrollPupil = v.strictObject({
  type: v.literal('UnenrollPupil'),
  pupilId: PersonId,
  lastDay: CalendarDate,
});
/** As it was recorded: a period that ends otherwise by now is not cancelled. */
export const CancelEnrollment = v.strictObject({
  type: v.literal('CancelEnrollment'),
  pupilId: PersonId,
  from: CalendarDate,
  to: v.nullable(CalendarDate),
});
export const ContinueEnrollment = v.strictObject({
  type: v.literal('ContinueEnrollment'),
  pupilId: PersonId,
  from: CalendarDate,
  lastDay: CalendarDate,
  to: v.nullable(CalendarDate),
});
export const AppointTutor = v.strictObject({ type: v.literal('AppointTutor'), teacherId: PersonId, ...period });
export const ReleaseTutor = v.strictObject({
  type: v.literal('ReleaseTutor'),
  teacherId: PersonId,
  lastDay: CalendarDate,
});
/** As it was recorded: a period that ends otherwise by now is not taken back. */
export const WithdrawAppointment = v.strictObject({
  type: v.literal('WithdrawAppointment'),
  teacherId: PersonId,
  from: CalendarDate,
  to: v.nullable(CalendarDate),
});

export const ClassCommand = v.variant('type', [
  OpenClass,
  RenameClass,
  PromoteClass,
  WithdrawPromotion,
  WithdrawOpening,
  EnrollPupil,
  UnenrollPupil,
  CancelEnrollment,
  ContinueEnrollment,
  AppointTutor,
  ReleaseTutor,
  WithdrawAppointment,
]);
export type ClassCommand = v.InferOutput<typeof ClassCommand>;
