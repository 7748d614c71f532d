import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { EventId, PersonId, SchoolId } from './ids.ts';
import { personal } from './personal.ts';
import { CalendarDate, text } from './text.ts';

/** What a family is asked for, each on a text of its own: the personal data themselves, pictures of the child, messages inside the school. */
export const consentKinds = ['processing', 'photo', 'messages'] as const;
export type ConsentKind = (typeof consentKinds)[number];

/** The version of a text of one kind in one school, from 1 without gaps. */
export const ConsentVersion = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(9_999));

/**
 * The school asks for consent by this text from now on. The text stays whole and readable for ever; what was answered to an earlier one
 * stands until the family answers this one, or through `earlierUntil` where that is named.
 */
export const ConsentTextPublished = event('ConsentTextPublished', 1, {
  schoolId: SchoolId,
  kind: v.picklist(consentKinds),
  version: ConsentVersion,
  ru: text(20_000),
  en: text(20_000),
  earlierUntil: v.nullable(CalendarDate),
  /** Why it is asked anew, for the families to read. */
  reason: text(500),
});

const answer = {
  schoolId: SchoolId,
  pupilId: PersonId,
  kind: v.picklist(consentKinds),
  version: ConsentVersion,
  /** Who answers: a guardian, or the pupil. */
  personId: PersonId,
};
/** Yes to this version of the text. */
export const ConsentGiven = event('ConsentGiven', 1, answer);
/** No to this version of the text. */
export const ConsentDeclined = event('ConsentDeclined', 1, answer);
/** A yes given before is taken back. */
export const ConsentWithdrawn = event('ConsentWithdrawn', 1, answer);

/** A paper that the school holds answers this version of the text; who noted it is the actor. It counts from the day it was signed on. */
export const PaperConsentNoted = event('PaperConsentNoted', 1, {
  ...answer,
  answer: v.picklist(['given', 'declined', 'withdrawn']),
  signedOn: CalendarDate,
  /** Where the paper is kept. */
  place: personal('pupilId', 'social', text(200)),
});
/** There is no such paper, or it says something else: the note counts no more, and what was answered before it does again. */
export const PaperConsentStruck = event('PaperConsentStruck', 1, {
  schoolId: SchoolId,
  pupilId: PersonId,
  /** The note: the id of its event. */
  noteId: EventId,
  reason: personal('pupilId', 'social', text(300)),
});

export const wordingEvents = [ConsentTextPublished] as const;
export type WordingEvent = EventOf<(typeof wordingEvents)[number]>;
export const consentEvents = [
  ConsentGiven,
  ConsentDeclined,
  ConsentWithdrawn,
  PaperConsentNoted,
  PaperConsentStruck,
] as const;
export type ConsentEvent = EventOf<(typeof consentEvents)[number]>;
