import { disownedFor } from '@peremena/events';
import * as v from 'valibot';
import { NewLogin, NewPassword } from '../session/commands.ts';

const code = v.pipe(v.string(), v.trim(), v.minLength(1, 'text_empty'), v.maxLength(40, 'text_long'));

/** Whose code is to be printed: one person of the class, or null for everybody who has no sign-in yet. */
export const PrintBody = v.strictObject({ personId: v.nullable(v.pipe(v.string(), v.uuid('uuid'))) });

/** What stands on the paper. */
export const InvitationBody = v.strictObject({ code });

export const ClaimBody = v.strictObject({ code, login: NewLogin, password: NewPassword });

export const DisownBody = v.strictObject({ code, why: v.picklist(disownedFor) });
