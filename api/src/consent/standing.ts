import {
  type AskedText,
  type ConsentAnswer,
  type ConsentKind,
  consentKinds,
  consentOn,
  type ConsentStanding,
  guardiansMayAnswer,
  newestText,
  pupilMayAnswer,
  type Speakers,
  waitsOn,
} from '@peremena/events';
import type { DatedAnswer, PupilConsents } from '@peremena/projections/queries';
import { ageOf } from '../core/age.ts';
import type { Parts } from '../core/parts.ts';

/** Who may answer for a pupil on a date. */
export async function speakersOf(
  parts: Pick<Parts, 'store' | 'vault'>,
  pupil: PupilConsents,
  date: string,
): Promise<Speakers> {
  const age = await ageOf(parts, pupil.id, date);
  return { pupilId: pupil.id, guardianIds: pupil.guardians.map(({ id }) => id), age };
}

/** How a consent of one kind stands for one pupil. `waits`: the newest text has no answer yet. */
export interface Standing {
  readonly kind: ConsentKind;
  readonly standing: ConsentStanding;
  readonly waits: boolean;
  readonly version: number;
}

/** Each kind that the school asks for, as it stands on a date. */
export function standingsOf(
  texts: readonly AskedText[],
  answers: readonly ConsentAnswer[],
  speakers: Speakers,
  date: string,
): readonly Standing[] {
  return consentKinds.flatMap((kind) => {
    const newest = newestText(texts, kind);
    if (!newest) return [];
    const asked = [texts, answers, kind, speakers, date] as const;
    return [{ kind, standing: consentOn(...asked), waits: waitsOn(...asked), version: newest.version }];
  });
}

/** Whether somebody may answer for the pupil: a guardian, or the pupil. */
export function mayAnswer(kind: ConsentKind, personId: string, { pupilId, guardianIds, age }: Speakers): boolean {
  if (personId === pupilId) return pupilMayAnswer(kind, age);
  return guardianIds.includes(personId) && guardiansMayAnswer(age);
}

/** Where the paper of an answer is kept and who noted it, as far as the reader is told. */
export interface Paper {
  readonly signedOn: string;
  readonly place: string | null;
  readonly notedBy: string | null;
}

/** The answers of a kind, newest first; `by` says who in the eyes of `reader`. */
export function answersOf(
  kind: ConsentKind,
  answers: readonly DatedAnswer[],
  pupilId: string,
  reader: string,
  paperOf: (answer: DatedAnswer) => Paper | null = ({ signedOn }) =>
    signedOn === null ? null : { signedOn, place: null, notedBy: null },
) {
  return answers
    .filter((one) => one.kind === kind)
    .toReversed()
    .map((one) => ({ ...one, paper: paperOf(one) }))
    .map(({ event, personId, answer, version, at, paper }) => ({
      event,
      paper,
      by: personId === reader ? ('self' as const) : personId === pupilId ? ('pupil' as const) : ('guardian' as const),
      answer,
      version,
      at,
    }));
}
