import { CalendarDate, ClassId, GroupId, PersonId, SchoolId, SubjectId, text } from '@peremena/events';
import * as v from 'valibot';
import { broughtInCommands } from './brought-in-commands.ts';

const title = text(120);
const source = v.nullable(text(200));
const period = { from: CalendarDate, to: v.nullable(CalendarDate), source };

export const FormGroup = v.strictObject({
  type: v.literal('FormGroup'),
  schoolId: SchoolId,
  groupId: GroupId,
  subjectId: SubjectId,
  classId: v.nullable(ClassId),
  title,
  source,
});
export const RenameGroup = v.strictObject({ type: v.literal('RenameGroup'), title });
export const RetitleGroup = v.strictObject({ type: v.literal('RetitleGroup'), title, from: CalendarDate });
export const WithdrawRetitling = v.strictObject({ type: v.literal('WithdrawRetitling'), from: CalendarDate });
export const JoinGroup = v.strictObject({ type: v.literal('JoinGroup'), pupilId: PersonId, ...period });
export const LeaveGroup = v.strictObject({ type: v.literal('LeaveGroup'), pupilId: PersonId, lastDay: CalendarDate });
/** As it was recorded: a period that ends otherwise by now is not cancelled. */
export const CancelGroupPlace = v.strictObject({
  type: v.literal('CancelGroupPlace'),
  pupilId: PersonId,
  from: CalendarDate,
  to: v.nullable(CalendarDate),
});
export const ContinueGroupPlace = v.strictObject({
  type: v.literal('ContinueGroupPlace'),
  pupilId: PersonId,
  from: CalendarDate,
  lastDay: CalendarDate,
  to: v.nullable(CalendarDate),
});
export const AssignTeacher = v.strictObject({ type: v.literal('AssignTeacher'), teacherId: PersonId, ...period });
export const WithdrawTeacher = v.strictObject({
  type: v.literal('WithdrawTeacher'),
  teacherId: PersonId,
  lastDay: CalendarDate,
});
/** As it was recorded: a period that ends otherwise by now is not taken back. */
export const WithdrawAssignment = v.strictObject({
  type: v.literal('WithdrawAssignment'),
  teacherId: PersonId,
  from: CalendarDate,
  to: v.nullable(CalendarDate),
});
export const WithdrawForming = v.strictObject({ type: v.literal('WithdrawForming') });

export const GroupCommand = v.variant('type', [
  FormGroup,
  RenameGroup,
  RetitleGroup,
  WithdrawRetitling,
  JoinGroup,
  LeaveGroup,
  CancelGroupPlace,
  ContinueGroupPlace,
  AssignTeacher,
  WithdrawTeacher,
  WithdrawAssignment,
  WithdrawForming,
  ...broughtInCommands,
]);
export type GroupCommand = v.InferOutput<typeof GroupCommand>;
