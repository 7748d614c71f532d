import { Bell, CalendarDate, scaleNames, SecondFactorRule, SchoolId, SubjectId, TermId, text } from '@peremena/events';
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

const term = { termId: TermId, title: text(120), from: CalendarDate, to: CalendarDate };
export const ScheduleTerm = v.strictObject({ type: v.literal('ScheduleTerm'), ...term, source });
export const RescheduleTerm = v.strictObject({ type: v.literal('RescheduleTerm'), ...term });

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
  ScheduleTerm,
  RescheduleTerm,
  SetSecondFactorRule,
]);
export type SchoolCommand = v.InferOutput<typeof SchoolCommand>;
