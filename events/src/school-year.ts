import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { ClassId, GroupId, PersonId, SchoolId, SchoolYearId, TermId, Uuid } from './ids.ts';
import { CalendarDate, text } from './text.ts';

const change = { schoolId: SchoolId, yearId: SchoolYearId, changeId: Uuid };
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const grade = v.nullable(v.pipe(count, v.maxValue(13)));
const left = { from: CalendarDate, to: v.nullable(CalendarDate) };

/** A part of the change that was not carried out, or not undone: what it was about, and the code of the refusal. */
export const YearPart = v.strictObject({
  what: v.picklist(['class', 'group', 'pupil', 'terms']),
  id: v.nullable(Uuid),
  code: text(60),
});
export type YearPart = v.InferOutput<typeof YearPart>;

/**
 * The whole change of a school year, as it was previewed: classes that go on under another title, pupils who leave or stay behind, new
 * classes and the terms. Everything new begins on `on`.
 */
export const YearChangePlanned = event('YearChangePlanned', 1, {
  ...change,
  on: CalendarDate,
  promoted: v.array(
    v.strictObject({
      classId: ClassId,
      title: text(60),
      grade,
      groups: v.array(v.strictObject({ groupId: GroupId, title: text(120) })),
    }),
  ),
  opened: v.array(v.strictObject({ classId: ClassId, title: text(60), grade })),
  terms: v.array(v.strictObject({ termId: TermId, title: text(120), from: CalendarDate, to: CalendarDate })),
  moves: v.array(
    v.strictObject({
      pupilId: PersonId,
      to: v.nullable(CalendarDate),
      classLeft: v.strictObject({ classId: ClassId, ...left }),
      classJoined: v.nullable(ClassId),
      groupsLeft: v.array(v.strictObject({ groupId: GroupId, ...left })),
      groupsJoined: v.array(GroupId),
    }),
  ),
  /** How many parts the change has. */
  parts: count,
});
export const YearChangeAdvanced = event('YearChangeAdvanced', 1, { ...change, done: count });
export const YearChangeCompleted = event('YearChangeCompleted', 1, { ...change, refused: v.array(YearPart) });
export const YearUndoBegun = event('YearUndoBegun', 1, change);
/** What later facts stand on was kept. */
export const YearChangeUndone = event('YearChangeUndone', 1, { ...change, kept: v.array(YearPart) });

export const schoolYearEvents = [
  YearChangePlanned,
  YearChangeAdvanced,
  YearChangeCompleted,
  YearUndoBegun,
  YearChangeUndone,
] as const;
export type SchoolYearEvent = EventOf<(typeof schoolYearEvents)[number]>;
