import { scaleNames, text } from '@peremena/events';
import * as v from 'valibot';
import { TimeZone } from '../school/commands.ts';
import { NewLogin, NewPassword } from '../session/commands.ts';

/** Countries whose school day a new school can begin with; `other` has the plainest one. */
export const countries = ['RU', 'BY', 'KZ', 'DE', 'GB', 'US', 'other'] as const;
export type Country = (typeof countries)[number];

/** The first school and its first admin, with the code from the console. */
export const SetUpBody = v.strictObject({
  code: v.pipe(v.string(), v.trim(), v.minLength(1, 'text_empty'), v.maxLength(40, 'text_long')),
  title: text(200),
  country: v.picklist(countries),
  timeZone: TimeZone,
  scale: v.picklist(scaleNames),
  familyName: text(120),
  givenName: text(120),
  middleName: v.nullable(text(120)),
  login: NewLogin,
  password: NewPassword,
});
export type SetUpBody = v.InferOutput<typeof SetUpBody>;
