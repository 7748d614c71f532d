import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { apiOf, type Written } from '../api.ts';
import { newCommandId } from '../marking/command-id.ts';
import { commandIdOf } from './command-id.ts';
import { proofField, writeProven } from './step-up.ts';

/** What was typed into a form, by field; the values of a field that was sent several times stand after one another. */
export type Typed = Readonly<Record<string, string>>;
type Body = Readonly<Record<string, unknown>>;
type Refused = Extract<Written<unknown>, { ok: false }>['problem'];

interface Act<P> {
  /** Carry out what was shown, or show it. */
  readonly confirming: boolean;
  readonly form: FormData;
  readonly body: Body;
  /** The address of the act; its preview lies under it. */
  readonly path: string;
  /** Where to go when it is done. */
  readonly next: string;
  /** The body the form will send once what the preview offers stands in it. */
  readonly offered?: (body: Body, preview: P) => Body;
  /** Words added to the sentence of a refusal. */
  readonly more?: (facts: Readonly<Record<string, unknown>>) => readonly string[];
}

/**
 * An act that is shown before it is carried out: only what was shown is carried out, so a form that was changed after its preview is previewed
 * again. What was typed comes back with everything.
 */
export async function previewed<P>(event: RequestEvent, act: Act<P>) {
  const { confirming, form, body, path, next, offered = (one) => one } = act;
  const seen = commandIdOf(null, body);
  const typed: Typed = Object.fromEntries(
    [...new Set(form.keys())].filter((name) => name !== proofField).map((name) => [name, form.getAll(name).join(' ')]),
  );
  let proof: { readonly fault: string | null } | null = null;
  if (confirming && form.get('seen') === seen) {
    const written = await writeProven(event, form, (api) =>
      api.write('POST', path, body, commandIdOf(form.get('nonce'), body)),
    );
    if (written.ok) redirect(303, next);
    if (!('proof' in written)) return fail(written.problem.status, { typed, ...refusedIn(written.problem, act) });
    proof = written.proof;
  }
  const shown = await apiOf(event).write<P>('POST', `${path}/preview`, body, newCommandId());
  if (!shown.ok) return fail(shown.problem.status, { typed, ...refusedIn(shown.problem, act) });
  const told = { typed, preview: shown.value, seen: commandIdOf(null, offered(body, shown.value)) };
  return proof ? fail(403, { ...told, proof }) : told;
}

function refusedIn({ detail, facts = {}, errors = [] }: Refused, { more }: Pick<Act<never>, 'more'>) {
  return {
    sentence: [detail, ...(more?.(facts) ?? [])].join(' '),
    faults: Object.fromEntries(errors.map(({ path, message }) => [path.split('.').at(-1) ?? path, message])),
  };
}
