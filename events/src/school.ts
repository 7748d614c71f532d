import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { SchoolId, SubjectId, TermId } from './ids.ts';
import { scaleNames } from './rules/scales.ts';
import { CalendarDate, text, TimeOfDay } from './text.ts';

/** One lesson's place in the day; `slot` is its number on the bell schedule, from 0. */
export const Bell = v.strictObject({
  slot: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(20)),
  from: TimeOfDay,
  to: TimeOfDay,
});
export type Bell = v.InferOutput<typeof Bell>;

export const SchoolOpened = event('SchoolOpened', 1, {
  schoolId: SchoolId,
  title: text(200),
  timeZone: text(64),
  scale: v.picklist(scaleNames),
  source: v.nullable(text(200)),
});
export const SchoolRenamed = event('SchoolRenamed', 1, { schoolId: SchoolId, title: text(200) });
export const BellsSet = event('BellsSet', 1, { schoolId: SchoolId, bells: v.array(Bell) });
export const SubjectAdded = event('SubjectAdded', 1, {
  schoolId: SchoolId,
  subjectId: SubjectId,
  title: text(120),
  source: v.nullable(text(200)),
});
export const SubjectRenamed = event('SubjectRenamed', 1, {
  schoolId: SchoolId,
  subjectId: SubjectId,
  title: text(120),
});
/** A subject that was added by mistake is taken back before anything was taught in it. */
export const SubjectWithdrawn = event('SubjectWithdrawn', 1, { schoolId: SchoolId, subjectId: SubjectId });
/** A school that was opened by mistake is taken back before anything was in it. */
export const SchoolOpeningWithdrawn = event('SchoolOpeningWithdrawn', 1, { schoolId: SchoolId });
/** A term in which marks are gathered (quarter, trimester, half-year, grading period); both dates inclusive. */
export const TermScheduled = event('TermScheduled', 1, {
  schoolId: SchoolId,
  termId: TermId,
  title: text(120),
  from: CalendarDate,
  to: CalendarDate,
  source: v.nullable(text(200)),
});
export const TermRescheduled = event('TermRescheduled', 1, {
  schoolId: SchoolId,
  termId: TermId,
  title: text(120),
  from: CalendarDate,
  to: CalendarDate,
});

/** Whether staff must have a second factor to do anything; `from` (inclusive) gives them until then to set one up, null: at once. */
export const SecondFactorRule = v.strictObject({ required: v.boolean(), from: v.nullable(CalendarDate) });
export type SecondFactorRule = v.InferOutput<typeof SecondFactorRule>;
/** What holds in a school that never said anything else. */
export const secondFactorDefault: SecondFactorRule = { required: true, from: null };
export const SecondFactorRuleSet = event('SecondFactorRuleSet', 1, {
  schoolId: SchoolId,
  before: SecondFactorRule,
  after: SecondFactorRule,
});

export const schoolEvents = [
  SchoolOpened,
  SchoolRenamed,
  BellsSet,
  SubjectAdded,
  SubjectRenamed,
  SubjectWithdrawn,
  SchoolOpeningWithdrawn,
  TermScheduled,
  TermRescheduled,
  SecondFactorRuleSet,
] as const;
export type SchoolEvent = EventOf<(typeof schoolEvents)[number]>;
