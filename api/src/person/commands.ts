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
export const SetContacts = v.strictObject({
  type: v.literal('SetContacts'),
  email: v.nullable(v.pipe(text(254), v.regex(/^[^\s@]+@[^\s@]+$/, 'email_form'))),
  phone: v.nullable(text(40)),
});

export const PersonCommand = v.variant('type', [RegisterPerson, RenamePerson, CorrectBirthDate, SetContacts]);
export type PersonCommand = v.InferOutput<typeof PersonCommand>;
