import { CalendarDate, text } from '@peremena/events';
import * as v from 'valibot';
import { NewLogin } from '../session/commands.ts';

const names = { familyName: text(120), givenName: text(120), middleName: v.nullable(text(120)) };

/** Somebody the school did not know: a guardian to be linked, or a teacher to come. */
export const NewPersonBody = v.strictObject(names);
/** A new teacher, with a sign-in of that login. */
export const EngageBody = v.strictObject({ ...names, login: NewLogin, from: CalendarDate });
/** Somebody of the school becomes a teacher, or is one again. */
export const TeacherBody = v.strictObject({ from: CalendarDate, to: v.nullable(CalendarDate) });
