import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { OrderId, PersonId } from './ids.ts';
import { personal } from './personal.ts';
import { CalendarDate, text } from './text.ts';

const link = { pupilId: PersonId, guardianId: PersonId };
const document = () => personal('pupilId', 'social', text(200));

export const GuardianLinked = event('GuardianLinked', 1, {
  ...link,
  /** What the guardian is to the pupil, as shown to the family. */
  relation: v.picklist(['mother', 'father', 'guardian']),
  from: CalendarDate,
  to: v.nullable(CalendarDate),
  source: v.nullable(text(200)),
});
/** The guardian's period that began on `from` ends with `lastDay`. */
export const GuardianUnlinked = event('GuardianUnlinked', 1, { ...link, from: CalendarDate, lastDay: CalendarDate });

/** The guardian's period that began on `from` never was: it is taken back before anything stood on it. */
export const GuardianLinkWithdrawn = event('GuardianLinkWithdrawn', 1, { ...link, from: CalendarDate });

/** What an order can leave a guardian of a pupil. Topics of lessons go with `homework`. */
export const keptParts = ['timetable', 'homework', 'marks', 'attendance'] as const;
export type KeptPart = (typeof keptParts)[number];

/** An order of a court or authority limits what the guardian is shown: from a date, until one or until it is ended. */
export const GuardianLimited = event('GuardianLimited', 1, {
  ...link,
  orderId: OrderId,
  /** What stays; nothing: the pupil is shown no more. Whatever else stays, the timetable does. */
  keeps: v.array(v.picklist(keptParts)),
  from: CalendarDate,
  to: v.nullable(CalendarDate),
  /** The document that says so, as the school cites it, and its date. */
  document: document(),
  documentDate: CalendarDate,
});
/** The order holds up to and including `lastDay`; the day before it began: it never held. */
export const GuardianLimitEnded = event('GuardianLimitEnded', 1, {
  ...link,
  orderId: OrderId,
  lastDay: CalendarDate,
  document: document(),
  documentDate: CalendarDate,
});

/** A pupil of full age lets a parent go on seeing what the parent saw before. */
export const AdultPupilConsented = event('AdultPupilConsented', 1, { ...link, from: CalendarDate });
/** The consent given from `from` ends with `lastDay`. */
export const AdultPupilConsentWithdrawn = event('AdultPupilConsentWithdrawn', 1, {
  ...link,
  from: CalendarDate,
  lastDay: CalendarDate,
});

export const guardianshipEvents = [
  GuardianLinked,
  GuardianUnlinked,
  GuardianLinkWithdrawn,
  GuardianLimited,
  GuardianLimitEnded,
  AdultPupilConsented,
  AdultPupilConsentWithdrawn,
] as const;
export type GuardianshipEvent = EventOf<(typeof guardianshipEvents)[number]>;
