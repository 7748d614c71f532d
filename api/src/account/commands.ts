import { resetReasons } from '@peremena/events';
import * as v from 'valibot';

export const ResetPasswordBody = v.strictObject({ reason: v.picklist(resetReasons) });
export type ResetPasswordBody = v.InferOutput<typeof ResetPasswordBody>;
