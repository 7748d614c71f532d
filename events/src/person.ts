import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { PersonId } from './ids.ts';
import { personal } from './personal.ts';
import { CalendarDate, text } from './text.ts';

const name = () => personal('personId', 'identity', text(120));
const optionalName = () => personal('personId', 'identity', v.nullable(text(120)));

const names = { familyName: name(), givenName: name(), middleName: optionalName() };

export const PersonRegistered = event('PersonRegistered', 1, {
  personId: PersonId,
  ...names,
  /** ISO date; null where the school does not know it. */
  birthDate: personal('personId', 'identity', v.nullable(CalendarDate)),
  /** The id under which another system knows the person, in a form that says whose: `oneroster:<sourcedId>`. Often a login or a name. */
  source: personal('personId', 'identity', v.nullable(text(200))),
});
export const PersonRenamed = event('PersonRenamed', 1, { personId: PersonId, ...names });
export const BirthDateCorrected = event('BirthDateCorrected', 1, {
  personId: PersonId,
  birthDate: personal('personId', 'identity', v.nullable(CalendarDate)),
});
/** Contacts as the school keeps them; null where unknown. */
export const ContactsSet = event('ContactsSet', 1, {
  personId: PersonId,
  email: personal('personId', 'contact', v.nullable(text(254))),
  phone: personal('personId', 'contact', v.nullable(text(40))),
});
/** The person never was here: what was registered is taken back before anything stood on it. */
export const PersonWithdrawn = event('PersonWithdrawn', 1, { personId: PersonId });

export const personEvents = [
  PersonRegistered,
  PersonRenamed,
  BirthDateCorrected,
  ContactsSet,
  PersonWithdrawn,
] as const;
export type PersonEvent = EventOf<(typeof personEvents)[number]>;
