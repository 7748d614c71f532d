import { resetReasons } from '@peremena/events';
import * as v from 'valibot';

/** Why a password, or a second factor, is reset. */
export const ResetPasswordBody = v.strictObject({ reason: v.picklist(resetReasons) });
export type ResetPasswordBody = v.InferOutput<typeof ResetPasswordBody>;
