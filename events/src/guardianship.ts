import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { PersonId } from './ids.ts';
import { CalendarDate, text } from './text.ts';

const link = { pupilId: PersonId, guardianId: PersonId };

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

export const guardianshipEvents = [GuardianLinked, GuardianUnlinked] as const;
export type GuardianshipEvent = EventOf<(typeof guardianshipEvents)[number]>;
