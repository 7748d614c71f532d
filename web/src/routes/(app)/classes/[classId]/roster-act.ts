import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { AnswerOf, Api } from '#lib/answers.ts';
import { apiOf } from '#lib/api.ts';
import { dayAndMonth } from '#lib/i18n/dates.ts';
import { rosterWords } from '#lib/i18n/roster.ts';
import { sayFrom } from '#lib/i18n/words.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { proofField, writeProven } from '#lib/server/step-up.ts';

export type RosterPreview = AnswerOf<Api['classes'][':classId']['roster']['preview']['$post']>;
/** What was typed into a form, by field; a field that was ticked several times has its values after one another. */
export type Typed = Readonly<Record<string, string>>;

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

/** Groups chosen of subjects taught in parts; null before they were offered. */
export function chosenParts(form: FormData): string[] | null {
  const names = [...new Set(form.keys())].filter((name) => name.startsWith('part.'));
  return names.length > 0 ? names.map((name) => text(form, name)).filter(Boolean) : null;
}

/**
 * Asks what a change would do, or carries it out: only what was shown is carried out, so a form that was changed after its preview is
 * previewed again. `bodyOf` makes the command of what was typed.
 */
export async function rosterAct<P = RosterPreview>(
  event: RequestEvent,
  { confirming, what = 'roster' }: { readonly confirming: boolean; readonly what?: 'roster' | 'staff' },
  bodyOf: (text: (name: string) => string, form: FormData) => Readonly<Record<string, unknown>>,
) {
  const form = await event.request.formData();
  const body = bodyOf((name) => text(form, name), form);
  const seen = commandIdOf(null, body);
  const classId = event.params['classId'] ?? '';
  const path = `/api/classes/${encodeURIComponent(classId)}/${what}`;
  const typed: Typed = Object.fromEntries(
    [...new Set(form.keys())].filter((name) => name !== proofField).map((name) => [name, form.getAll(name).join(' ')]),
  );
  let proof: { readonly fault: string | null } | null = null;
  if (confirming && text(form, 'seen') === seen) {
    const written = await writeProven(event, form, (api) =>
      api.write('POST', path, body, commandIdOf(form.get('nonce'), body)),
    );
    if (written.ok) redirect(303, `/classes/${classId}?on=${text(form, 'on') || text(form, 'lastDay')}`);
    if (!('proof' in written)) return fail(written.problem.status, { typed, ...refusedIn(event, written.problem) });
    proof = written.proof;
  }
  const shown = await apiOf(event).write<P>('POST', `${path}/preview`, body, newCommandId());
  if (!shown.ok) return fail(shown.problem.status, { typed, ...refusedIn(event, shown.problem) });
  const told = { typed, preview: shown.value, seen: commandIdOf(null, offered(body, shown.value as object)) };
  return proof ? fail(403, { ...told, proof }) : told;
}

/** The body the form will send once the groups that were offered stand in it. */
function offered(body: Readonly<Record<string, unknown>>, preview: object) {
  const choices = 'choices' in preview ? (preview.choices as RosterPreview['choices']) : [];
  if (body['groups'] !== null || choices.length === 0) return body;
  return {
    ...body,
    groups: choices.flatMap(({ groups }) => groups.filter(({ chosen }) => chosen).map(({ id }) => id)),
  };
}

type Refused = Extract<Awaited<ReturnType<ReturnType<typeof apiOf>['write']>>, { ok: false }>['problem'];

function refusedIn({ locals }: RequestEvent, { detail, facts = {}, errors = [] }: Refused) {
  const say = sayFrom(rosterWords(locals.language), locals.language);
  const day = (value: unknown) => dayAndMonth(String(value), locals.language);
  const more = [
    ...('last' in facts ? [say('lastMark', { date: day(facts['last']) })] : []),
    ...('from' in facts ? [say('since', { date: day(facts['from']) })] : []),
  ];
  return {
    sentence: [detail, ...more].join(' '),
    faults: Object.fromEntries(errors.map(({ path, message }) => [path.split('.').at(-1) ?? path, message])),
  };
}
