import { CalendarDate, consentKinds, ConsentVersion, PersonId, SchoolId, text } from '@peremena/events';
import * as v from 'valibot';

/** A new text to ask by. `saw` is the version that was newest on the page, 0 where there was none. */
export const PublishConsentTextBody = v.strictObject({
  kind: v.picklist(consentKinds),
  ru: text(20_000),
  en: text(20_000),
  /** The last day on which answers to earlier texts stand; null: until the family answers the new one. */
  earlierUntil: v.nullable(CalendarDate),
  reason: text(500),
  saw: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(9_999)),
});
export type PublishConsentTextBody = v.InferOutput<typeof PublishConsentTextBody>;

/** Yes or no to the version of the text that was on the page. A no after a yes takes it back. */
export const AnswerConsentBody = v.strictObject({
  schoolId: SchoolId,
  kind: v.picklist(consentKinds),
  version: ConsentVersion,
  answer: v.picklist(['yes', 'no']),
});
export type AnswerConsentBody = v.InferOutput<typeof AnswerConsentBody>;

/** What a paper says that somebody signed, and where the school keeps it. */
export const NotePaperConsentBody = v.strictObject({
  schoolId: SchoolId,
  kind: v.picklist(consentKinds),
  version: ConsentVersion,
  /** Who signed it: a guardian of that day, or the pupil. */
  personId: PersonId,
  answer: v.picklist(['yes', 'no']),
  signedOn: CalendarDate,
  place: text(200),
});
export type NotePaperConsentBody = v.InferOutput<typeof NotePaperConsentBody>;

/** Why a note of a paper is taken off. */
export const StrikePaperConsentBody = v.strictObject({ schoolId: SchoolId, reason: text(300) });

/** Whom a text of a kind is asked of. */
export const ConsentKindQuery = { kind: v.picklist(consentKinds) };
