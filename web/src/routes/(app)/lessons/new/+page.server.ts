import { fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { lessonWords } from '#lib/i18n/lesson.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const api = apiOf(event);
  const asked = event.url.searchParams.get('group');
  const choice = await api.read(({ lessons }) => lessons.new.$get({ query: asked ? { group: asked } : {} }));
  const group = choice.groups.find(({ id }) => id === asked) ?? choice.groups[0];
  return {
    words: lessonWords(event.locals.language),
    groups: choice.groups,
    bells: choice.bells,
    dayOff: choice.special && ['holidays', 'day_off'].includes(choice.special.kind) ? choice.special.title : null,
    chosen: { groupId: group?.id ?? '', ...choice.defaults },
    nonce: newCommandId(),
    deep: true,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const body = {
      groupId: text('groupId'),
      date: text('date'),
      slot: Number(text('slot')),
      room: text('room') || null,
    };
    const written = await apiOf(event).write<{ lessonId: string }>(
      'POST',
      '/api/lessons',
      body,
      commandIdOf(form.get('nonce'), body),
    );
    if (written.ok) redirect(303, `/lessons/${written.value.lessonId}`);
    const { status, detail, errors = [], facts = {} } = written.problem;
    const lessonId = typeof facts['lessonId'] === 'string' ? facts['lessonId'] : null;
    const faults = Object.fromEntries(errors.map(({ path, message }) => [path, message]));
    return fail(status, { sentence: detail, faults, typed: { ...body, room: text('room') }, lessonId });
  },
};
