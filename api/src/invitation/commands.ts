import { disownedFor } from '@peremena/events';
import * as v from 'valibot';

const code = v.pipe(v.string(), v.trim(), v.minLength(1, 'text_empty'), v.maxLength(40, 'text_long'));

/** Whose code is to be printed: one person of the class, or null for everybody who has no sign-in yet. */
export const PrintBody = v.strictObject({ personId: v.nullable(v.pipe(v.string(), v.uuid('uuid'))) });

/** What stands on the paper. */
export const InvitationBody = v.strictObject({ code });

/** `login` is of the form that imports take as well. */
export const ClaimBody = v.strictObject({
  code,
  login: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(3, 'login_short'),
    v.maxLength(60, 'text_long'),
    v.regex(/^[\p{L}\p{N}._@+'-]+$/u, 'login_form'),
  ),
  password: v.pipe(v.string(), v.minLength(10, 'password_short'), v.maxLength(256, 'text_long')),
});

export const DisownBody = v.strictObject({ code, why: v.picklist(disownedFor) });
