import type { RequestEvent } from '@sveltejs/kit';
import { apiOf, type Written } from '../api.ts';
import { newCommandId } from '../marking/command-id.ts';

/** The field of a form in which the person shows anew that it is them. */
export const proofField = 'proof';

/** A write, or that the own password is needed first: `fault` says why the one that was typed did not do. */
export type SteppedUp<T> = Written<T> | { readonly ok: false; readonly proof: { readonly fault: string | null } };

/**
 * Writes an act marked `!`. Where the form brings the own password, that is shown first; where it is needed and missing, the page asks for
 * it inside the same form and sends all of it again.
 */
export async function writeProven<T>(
  event: RequestEvent,
  form: FormData,
  write: (api: ReturnType<typeof apiOf>) => Promise<Written<T>>,
): Promise<SteppedUp<T>> {
  const api = apiOf(event);
  const password = form.get(proofField);
  if (typeof password === 'string' && password !== '') {
    const proven = await api.write('POST', '/api/session/step-up', { password }, newCommandId());
    if (!proven.ok) return { ok: false, proof: { fault: proven.problem.detail } };
  }
  const written = await write(api);
  return !written.ok && written.problem.code === 'step_up_needed' ? { ok: false, proof: { fault: null } } : written;
}
