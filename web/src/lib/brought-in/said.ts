import type { AnswerOf, Api } from '#lib/answers.ts';
import type { SayBroughtIn } from '#lib/i18n/brought-in.ts';
import { decimal, fullDate } from '#lib/i18n/dates.ts';
import type { Language } from '#lib/i18n/language.ts';

type OfPupil = AnswerOf<Api['brought-in'][':pupilId']['$get']>;
type OfGroup = AnswerOf<Api['journal'][':groupId']['brought-in']['$get']>;
/** A work that came from another system. */
export type BroughtInWork = OfGroup['works'][number];
/** What a pupil had for it there. */
export type BroughtInResult = OfPupil['subjects'][number]['works'][number]['result'];

type Scale = Pick<BroughtInWork, 'lowest' | 'highest'>;

const statuses = {
  graded: null,
  partly_graded: 'partly',
  submitted: 'submitted',
  not_submitted: 'notSubmitted',
  exempt: 'exempt',
} as const;
const flags = { in_progress: 'inProgress', incomplete: 'incomplete', late: 'late', missing: 'missing' } as const;

/** What a result says first: its value on the scale of there, else how far it is. */
export function valueOf(result: BroughtInResult, scale: Scale, say: SayBroughtIn, language: Language): string {
  const { score, textScore, status } = result;
  const counted = score === null ? [] : [scored(score, scale, say, language)];
  const value = [...counted, ...(textScore === null ? [] : [textScore])].join(' · ');
  const standing = statuses[status];
  return value || say(standing ?? 'nothing');
}

/** What else it says: that it is not whole, late or missing, and when it was scored. */
export function notesOf(
  { status, flags: said, score, textScore, scoredOn }: BroughtInResult,
  say: SayBroughtIn,
  language: Language,
) {
  const standing = statuses[status];
  const valued = score !== null || textScore !== null;
  return [
    ...(standing && valued ? [say(standing)] : []),
    ...said.map((flag) => say(flags[flag])),
    ...(scoredOn ? [say('scored', { date: fullDate(scoredOn, language) })] : []),
  ].join(', ');
}

/** A work in a line: kind, term, dates. */
export function aboutWork(
  { category, term, assignedOn, dueOn }: BroughtInWork,
  say: SayBroughtIn,
  language: Language,
): string {
  return [
    ...(category === null ? [] : [category]),
    ...(term === null ? [] : [term.title]),
    ...(assignedOn !== null && assignedOn !== dueOn ? [say('assigned', { date: fullDate(assignedOn, language) })] : []),
    ...(dueOn === null ? [] : [say('due', { date: fullDate(dueOn, language) })]),
  ].join(' · ');
}

/** The scale a work was marked on; empty where the other system did not say. */
export function scaleOf({ lowest, highest, values }: BroughtInWork, say: SayBroughtIn, language: Language): string {
  if (values.length > 0) return say('values', { values: values.map(({ value }) => value).join(', ') });
  if (highest === null) return '';
  const ends = { lowest: decimal(lowest ?? '0', language), highest: decimal(highest, language) };
  return lowest === null || lowest === '0' ? say('upTo', ends) : say('between', ends);
}

// «4 of 5» says it; «4 of 100, from 50 on» does not.
function scored(score: string, { lowest, highest }: Scale, say: SayBroughtIn, language: Language): string {
  const value = decimal(score, language);
  const fromNought = lowest === null || lowest === '0' || lowest === '1';
  return highest !== null && fromNought ? say('outOf', { score: value, highest: decimal(highest, language) }) : value;
}
