import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { commandIdOf } from './command-id.ts';
import { writeProven } from './step-up.ts';

const typed = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};
/** What a field of a form holds, null where it is empty. */
export const field = (form: FormData, name: string): string | null => typed(form, name) || null;

/**
 * Makes a request out of an act and the reason and document of the form, and leads to its page. What was typed stays in the form where it is
 * refused, or where the own password is asked for first.
 */
export async function propose(event: RequestEvent, form: FormData, schoolId: string, act: object, reason?: string) {
  const body = {
    act,
    reason: reason ?? typed(form, 'reason'),
    document: field(form, 'document'),
    documentDate: field(form, 'documentDate'),
  };
  const written = await writeProven(event, form, (api) =>
    api.write<{ requestId: string }>(
      'POST',
      `/api/schools/${schoolId}/requests`,
      body,
      commandIdOf(form.get('nonce'), body),
    ),
  );
  if (written.ok) redirect(303, `/more/requests/${written.value.requestId}?made`);
  return notWritten(form, written);
}

/** A refused form: what was typed, and why. */
export function notWritten(form: FormData, written: Exclude<Awaited<ReturnType<typeof writeProven>>, { ok: true }>) {
  const kept: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string' && name !== 'proof') kept[name] = value;
  const parts = form.getAll('keeps').map(String);
  if ('proof' in written) return fail(403, { kept, parts, proof: written.proof, fault: null });
  const told = written.problem.errors?.map(({ message }) => message).join(' ');
  return fail(written.problem.status, { kept, parts, proof: null, fault: told || written.problem.detail });
}
