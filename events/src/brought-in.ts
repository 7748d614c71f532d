import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { BroughtInResultId, BroughtInWorkId, GroupId, PersonId, SchoolId, TermId } from './ids.ts';
import { personal } from './personal.ts';
import { CalendarDate, text } from './text.ts';

/** How far a result is, in the words of the system it comes from: graded, graded in part, handed in, not handed in, exempt. */
export const resultStatuses = ['graded', 'partly_graded', 'submitted', 'not_submitted', 'exempt'] as const;
export type ResultStatus = (typeof resultStatuses)[number];

/** What else that system says of a result: still worked on, not whole, late, missing. */
export const resultFlags = ['in_progress', 'incomplete', 'late', 'missing'] as const;
export type ResultFlag = (typeof resultFlags)[number];

/** A number as a decimal string without needless digits: `95.5`, `-3`, `0`; up to nine digits and six decimals. */
export const ScoreNumber = v.pipe(
  v.string(),
  v.regex(/^(0|-?[1-9]\d{0,8}|-?(0|[1-9]\d{0,8})\.\d{0,5}[1-9])$/, 'number_form'),
);

/** One step of a scale of the other system: a value and what it stands for there, such as `A` and `94`. */
export const ScoreValue = v.strictObject({ value: text(40), meaning: v.nullable(text(40)) });
export type ScoreValue = v.InferOutput<typeof ScoreValue>;

const source = text(200);
const group = { schoolId: SchoolId, groupId: GroupId };
const work = { ...group, workId: BroughtInWorkId };
const result = { ...work, resultId: BroughtInResultId, pupilId: PersonId };

/** What a brought-in work is called, when it was given and on what scale it was marked, as its system says. */
export const workTerms = {
  title: text(200),
  description: v.nullable(text(1000)),
  category: v.nullable(v.strictObject({ title: text(120), weight: v.nullable(ScoreNumber), source })),
  assignedOn: v.nullable(CalendarDate),
  dueOn: v.nullable(CalendarDate),
  termId: v.nullable(TermId),
  /** The least and the greatest score; null where the system did not say. */
  lowest: v.nullable(ScoreNumber),
  highest: v.nullable(ScoreNumber),
  /** The values a result in words can have; null: any. */
  scale: v.nullable(v.strictObject({ title: text(120), values: v.pipe(v.array(ScoreValue), v.maxLength(60)), source })),
};
/** What a brought-in result says, as its system has it. */
export const resultTerms = {
  status: v.picklist(resultStatuses),
  score: v.nullable(ScoreNumber),
  textScore: personal('pupilId', 'education', v.nullable(text(60))),
  flags: v.array(v.picklist(resultFlags)),
  scoredOn: v.nullable(CalendarDate),
  comment: personal('pupilId', 'education', v.nullable(text(1000))),
};

/** A work came in from another system, for whoever was in the group. It is no lesson of ours, and its results are no marks of ours. */
export const WorkBroughtIn = event('WorkBroughtIn', 1, { ...work, ...workTerms, source });
/** A later file of the same system says otherwise. */
export const BroughtInWorkCorrected = event('BroughtInWorkCorrected', 1, { ...work, ...workTerms });
/** The other system says that the work is gone, and its results with it. */
export const BroughtInWorkRemoved = event('BroughtInWorkRemoved', 1, work);
/** A removed work is there again, with its results. */
export const BroughtInWorkRestored = event('BroughtInWorkRestored', 1, work);
/** The work never was: its import was undone. */
export const BroughtInWorkWithdrawn = event('BroughtInWorkWithdrawn', 1, work);
export const ResultBroughtIn = event('ResultBroughtIn', 1, { ...result, ...resultTerms, source });
export const BroughtInResultCorrected = event('BroughtInResultCorrected', 1, { ...result, ...resultTerms });
/** The result is gone: its import was undone, or the other system says so. */
export const BroughtInResultWithdrawn = event('BroughtInResultWithdrawn', 1, result);

export const broughtInEvents = [
  WorkBroughtIn,
  BroughtInWorkCorrected,
  BroughtInWorkRemoved,
  BroughtInWorkRestored,
  BroughtInWorkWithdrawn,
  ResultBroughtIn,
  BroughtInResultCorrected,
  BroughtInResultWithdrawn,
] as const;
export type BroughtInEvent = EventOf<(typeof broughtInEvents)[number]>;
