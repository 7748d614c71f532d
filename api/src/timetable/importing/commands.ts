import { PersonId, text } from '@peremena/events';
import * as v from 'valibot';

/** A file as text that travels in JSON, and which teachers its names mean where they were asked for. */
export const ImportGridBody = v.strictObject({
  file: v.pipe(v.string(), v.minLength(1), v.maxLength(699_056), v.base64()),
  answers: v.pipe(v.array(v.strictObject({ name: text(300), teacherId: PersonId })), v.maxLength(200)),
});
export type ImportGridBody = v.InferOutput<typeof ImportGridBody>;
