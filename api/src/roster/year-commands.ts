import { CalendarDate, ClassId, PersonId, text, type SchoolYearEvent, type YearPart } from '@peremena/events';
import * as v from 'valibot';

/** The change of the school year as the admin wants it; what is not named goes on as it is. */
export const YearBody = v.strictObject({
  /** The first day of the new year. */
  on: CalendarDate,
  /** What each class is called from then on; null: everybody in it leaves the school. */
  classes: v.pipe(v.array(v.strictObject({ classId: ClassId, title: v.nullable(text(60)) })), v.maxLength(200)),
  /** Titles of new classes. */
  opened: v.pipe(v.array(text(60)), v.maxLength(30)),
  /** Pupils who do otherwise than their class: into which class, or null for those who leave. */
  pupils: v.pipe(v.array(v.strictObject({ pupilId: PersonId, toClassId: v.nullable(ClassId) })), v.maxLength(200)),
  terms: v.pipe(v.array(v.strictObject({ title: text(120), from: CalendarDate, to: CalendarDate })), v.maxLength(12)),
});
export type YearBody = v.InferOutput<typeof YearBody>;

export type PlannedYear = Extract<SchoolYearEvent, { type: 'YearChangePlanned' }>['data'];
type Whose = Pick<PlannedYear, 'schoolId' | 'yearId' | 'changeId'>;

export type YearCommand =
  | ({ readonly type: 'PlanYearChange' } & PlannedYear)
  | ({ readonly type: 'AdvanceYearChange'; readonly done: number } & Whose)
  | ({ readonly type: 'CompleteYearChange'; readonly refused: readonly YearPart[] } & Whose)
  | ({ readonly type: 'BeginYearUndo' } & Whose)
  | ({ readonly type: 'CompleteYearUndo'; readonly kept: readonly YearPart[] } & Whose);
