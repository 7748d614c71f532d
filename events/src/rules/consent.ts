import type { ConsentKind } from '../consent.ts';

/** A text families are asked by; `on` is the day it was published on in the school. */
export interface AskedText {
  readonly kind: ConsentKind;
  readonly version: number;
  readonly on: string;
  /** The last day on which answers to earlier texts stand; null: until this one is answered. */
  readonly earlierUntil: string | null;
}

/** One answer of one person, `on` a day in the school; in the order in which they were given. */
export interface ConsentAnswer {
  readonly kind: ConsentKind;
  readonly version: number;
  readonly personId: string;
  readonly answer: 'given' | 'declined' | 'withdrawn';
  readonly on: string;
}

/** Who may answer for a pupil on a day: the guardians of that day, and how old the pupil is (null: not known). */
export interface Speakers {
  readonly pupilId: string;
  readonly guardianIds: readonly string[];
  readonly age: number | null;
}

/**
 * From which age a pupil answers for themself. From 18 alone, for everything (Гражданский кодекс, ст. 21). From 14 beside the guardians for
 * pictures of themself (ст. 152.1 and 26); for the rest the guardians answer (Федеральный закон 152-ФЗ, ст. 9, ч. 6).
 */
const ownVoiceFrom: Readonly<Record<ConsentKind, number>> = { processing: 18, photo: 14, messages: 18 };

/** Whether the pupil may answer. An age that is not known opens nothing. */
export const pupilMayAnswer = (kind: ConsentKind, age: number | null): boolean =>
  age !== null && age >= ownVoiceFrom[kind];

/** Whether guardians answer: until the pupil is 18. */
export const guardiansMayAnswer = (age: number | null): boolean => age === null || age < 18;

/**
 * How a consent stands: `given`, `declined` (by somebody who may answer; one no counts more than any yes), `waiting` for an answer, or
 * `unasked` where the school has published no such text.
 */
export type ConsentStanding = 'given' | 'declined' | 'waiting' | 'unasked';

/** The answer of one person that counts on a date: the newest one, unless it is to an earlier text whose time has passed. */
export function answerOn(
  texts: readonly AskedText[],
  answers: readonly ConsentAnswer[],
  kind: ConsentKind,
  personId: string,
  date: string,
): ConsentAnswer | null {
  const last = answers.findLast((one) => one.kind === kind && one.personId === personId && one.on <= date);
  if (!last) return null;
  const over = texts.some(
    (text) =>
      text.kind === kind &&
      text.version > last.version &&
      text.on <= date &&
      text.earlierUntil !== null &&
      text.earlierUntil < date,
  );
  return over ? null : last;
}

/**
 * Is there consent of a kind on a date? Who may answer on that date is heard, and nobody else: a guardian who is none any more neither
 * permits nor forbids. Before 18 a guardian has to say yes; the pupil's own yes is not enough, the pupil's own no is.
 */
export function consentOn(
  texts: readonly AskedText[],
  answers: readonly ConsentAnswer[],
  kind: ConsentKind,
  { pupilId, guardianIds, age }: Speakers,
  date: string,
): ConsentStanding {
  if (!texts.some((text) => text.kind === kind && text.on <= date)) return 'unasked';
  const said = (personId: string) => answerOn(texts, answers, kind, personId, date)?.answer;
  const own = pupilMayAnswer(kind, age) ? said(pupilId) : undefined;
  const deciding = guardiansMayAnswer(age) ? guardianIds.map(said) : [own];
  if ([own, ...deciding].some((one) => one === 'declined' || one === 'withdrawn')) return 'declined';
  return deciding.includes('given') ? 'given' : 'waiting';
}

/** The newest text of a kind, null where none was published. */
export function newestText<T extends AskedText>(texts: readonly T[], kind: ConsentKind): T | null {
  return texts.filter((text) => text.kind === kind).toSorted((a, b) => b.version - a.version)[0] ?? null;
}

/**
 * Whether the newest text of a kind still waits for a first answer on a date: by a guardian, from 18 by the pupil. What was answered to
 * an earlier one may stand all the while.
 */
export function waitsOn(
  texts: readonly AskedText[],
  answers: readonly ConsentAnswer[],
  kind: ConsentKind,
  { pupilId, guardianIds, age }: Speakers,
  date: string,
): boolean {
  const newest = newestText(texts, kind);
  const deciding = guardiansMayAnswer(age) ? guardianIds : [pupilId];
  return (
    newest !== null && !deciding.some((id) => answerOn(texts, answers, kind, id, date)?.version === newest.version)
  );
}
