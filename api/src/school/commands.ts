import {
  Bell,
  BellScheduleId,
  CalendarDate,
  ClassId,
  GroupId,
  scaleNames,
  SchoolId,
  SecondFactorRule,
  SpecialDays,
  SubjectId,
  TermId,
  text,
} from '@peremena/events';
import type { SchoolCalendarEvent } from '@peremena/events';
import * as v from 'valibot';

const source = v.nullable(text(200));
/** A time zone by its IANA name. */
export const TimeZone = v.pipe(
  v.string(),
  v.check((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  }, 'time_zone'),
);

export const OpenSchool = v.strictObject({
  type: v.literal('OpenSchool'),
  schoolId: SchoolId,
  title: text(200),
  timeZone: TimeZone,
  scale: v.picklist(scaleNames),
  source,
});
export const RenameSchool = v.strictObject({ type: v.literal('RenameSchool'), title: text(200) });
export const SetBells = v.strictObject({
  type: v.literal('SetBells'),
  bells: v.pipe(v.array(Bell), v.minLength(1), v.maxLength(21)),
});
export const AddSubject = v.strictObject({
  type: v.literal('AddSubject'),
  subjectId: SubjectId,
  title: text(120),
  source,
});
export const RenameSubject = v.strictObject({
  type: v.literal('RenameSubject'),
  subjectId: SubjectId,
  title: text(120),
});
/** Takes back that a subject was added, or the school opened; whether anything stands on it the one who asks has looked up. */
export const WithdrawSubject = v.strictObject({ type: v.literal('WithdrawSubject'), subjectId: SubjectId });
export const WithdrawSchool = v.strictObject({ type: v.literal('WithdrawSchool') });

const term = { termId: TermId, title: text(120), from: CalendarDate, to: CalendarDate };
/** `kept`: by a person who looks at the calendar. Terms then may not overlap in part, and their lessons stay inside. */
const kept = v.optional(v.strictObject({ lessonsOutside: v.number() }));
export const ScheduleTerm = v.strictObject({ type: v.literal('ScheduleTerm'), ...term, source, kept });
export const RescheduleTerm = v.strictObject({ type: v.literal('RescheduleTerm'), ...term, kept });

const bells = v.pipe(v.array(Bell), v.minLength(1, 'text_empty'), v.maxLength(21));
const { daysId: _, ...special } = SpecialDays.entries;

/** What a page sends to keep the calendar of a school. `saw` is what it showed of the thing before. */
export const BellScheduleBody = v.strictObject({ title: text(80), bells, saw: v.nullable(v.array(Bell)) });
export const BellsChosenBody = v.strictObject({
  classId: v.optional(v.nullable(ClassId), null),
  groupId: v.optional(v.nullable(GroupId), null),
  scheduleId: v.nullable(BellScheduleId),
});
export const TermBody = v.strictObject({ title: text(120), from: CalendarDate, to: CalendarDate });
export const SpecialDaysBody = v.strictObject(special);
export const RoomBody = v.strictObject({
  room: text(40),
  holds: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(20)),
});
export const RoomNameBody = v.strictObject({ room: text(40) });

export type CalendarCommand =
  | ({ readonly type: 'SetBellSchedule'; readonly scheduleId: BellScheduleId } & v.InferOutput<typeof BellScheduleBody>)
  | { readonly type: 'RemoveBellSchedule'; readonly scheduleId: BellScheduleId }
  | ({ readonly type: 'ChooseBells' } & v.InferOutput<typeof BellsChosenBody>)
  | { readonly type: 'RemoveTerm'; readonly termId: TermId; readonly lessons: number }
  | ({ readonly type: 'DeclareSpecialDays' | 'ChangeSpecialDays' } & SpecialDays)
  | { readonly type: 'WithdrawSpecialDays'; readonly daysId: SpecialDays['daysId'] }
  | ({ readonly type: 'SetRoom' } & v.InferOutput<typeof RoomBody>)
  | { readonly type: 'RemoveRoom'; readonly room: string }
  | ({ readonly type: 'NoteCarriedOut' } & Omit<
      Extract<SchoolCalendarEvent, { type: 'TimetableCarriedOut' }>['data'],
      'schoolId'
    >);

/** `saw`: the rule the person decided on, null where nobody looked (a new school). `today` in the school's time zone. */
export const SetSecondFactorRule = v.strictObject({
  type: v.literal('SetSecondFactorRule'),
  rule: SecondFactorRule,
  saw: v.nullable(SecondFactorRule),
  context: v.strictObject({ today: CalendarDate }),
});
export const SecondFactorBody = v.strictObject({ ...SecondFactorRule.entries, saw: SecondFactorRule });

export const SchoolCommand = v.variant('type', [
  OpenSchool,
  RenameSchool,
  SetBells,
  AddSubject,
  RenameSubject,
  WithdrawSubject,
  WithdrawSchool,
  ScheduleTerm,
  RescheduleTerm,
  SetSecondFactorRule,
]);
export type SchoolCommand = v.InferOutput<typeof SchoolCommand> | CalendarCommand;
