import { CalendarDate, PersonId, text } from '@peremena/events';
import * as v from 'valibot';

const names = { familyName: text(120), givenName: text(120), middleName: v.nullable(text(120)) };
const birthDate = v.nullable(CalendarDate);

export const RegisterPerson = v.strictObject({
  type: v.literal('RegisterPerson'),
  personId: PersonId,
  ...names,
  birthDate,
  source: v.nullable(text(200)),
});
export const RenamePerson = v.strictObject({ type: v.literal('RenamePerson'), ...names });
export const CorrectBirthDate = v.strictObject({ type: v.literal('CorrectBirthDate'), birthDate });
/** How somebody can be reached. A phone is digits with spaces, brackets and hyphens, a plus before them where there is one. */
const contacts = {
  email: v.nullable(v.pipe(text(254), v.regex(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, 'email_form'))),
  phone: v.nullable(
    v.pipe(
      text(40),
      v.regex(/^\+?[\d\s().-]+$/, 'phone_form'),
      v.check((value) => /^\d{5,15}$/.test(value.replaceAll(/\D/g, '')), 'phone_digits'),
    ),
  ),
};
/** The own contacts, all of them: what is null is taken away. */
export const ContactsBody = v.strictObject(contacts);
export const SetContacts = v.strictObject({
  type: v.literal('SetContacts'),
  ...contacts,
});
/** Takes back that somebody was registered; whether anything stands on it the one who asks has looked up. */
export const WithdrawPerson = v.strictObject({ type: v.literal('WithdrawPerson') });

export const PersonCommand = v.variant('type', [
  RegisterPerson,
  RenamePerson,
  CorrectBirthDate,
  SetContacts,
  WithdrawPerson,
]);
export type PersonCommand = v.InferOutput<typeof PersonCommand>;
