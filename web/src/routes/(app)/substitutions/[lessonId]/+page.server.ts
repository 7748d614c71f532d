import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { substitutionsWords } from '#lib/i18n/substitutions.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { clashWords } from './clash-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const api = apiOf(event);
  const param = { lessonId: event.params.lessonId };
  const [{ lesson }, candidates] = await Promise.all([
    api.read(({ lessons }) => lessons[':lessonId'].$get({ param })),
    api.read(({ lessons }) => lessons[':lessonId'].substitutes.$get({ param })),
  ]);
  return {
    words: substitutionsWords(event.locals.language),
    lesson,
    candidates,
    nonce: newCommandId(),
    deep: true,
    topics: [`school:${lesson.school.id}`],
  };
};

/** Carries out one decision and goes back to the day; a refusal stays on the page with what was chosen. */
async function decide(
  event: RequestEvent,
  method: string,
  path: string,
  bodyOf: (text: (name: string) => string) => Readonly<Record<string, unknown>>,
) {
  const form = await event.request.formData();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const body = bodyOf(text);
  const address = `/api/lessons/${encodeURIComponent(event.params['lessonId'] ?? '')}/${path}`;
  const written = await apiOf(event).write(method, address, body, commandIdOf(form.get('nonce'), { path, ...body }));
  if (written.ok) redirect(303, `/substitutions?school=${text('school')}&on=${text('day')}`);
  const { status, detail, facts = {} } = written.problem;
  const words = substitutionsWords(event.locals.language);
  return fail(status, { sentence: [detail, ...clashWords(facts['clashes'], words)].join(' '), typed: body });
}

export const actions: Actions = {
  assign: (event) =>
    decide(event, 'PUT', 'substitute', (text) => ({
      substituteId: text('substituteId') || null,
      reason: 'teacher_absent',
      saw: text('saw') || null,
    })),
  merge: (event) =>
    decide(event, 'PUT', 'merger', (text) => ({
      withLessonId: text('withLessonId'),
      reason: 'teacher_absent',
      saw: text('saw') || null,
    })),
  cancel: (event) => decide(event, 'POST', 'cancellation', (text) => ({ reason: text('reason') })),
  restore: (event) => decide(event, 'DELETE', 'cancellation', () => ({})),
  move: (event) =>
    decide(event, 'PUT', 'place', (text) => ({
      date: text('date'),
      slot: Number(text('slot')),
      room: text('room') || null,
      reason: text('reason'),
      saw: { date: text('sawDate'), slot: Number(text('sawSlot')) },
    })),
};
