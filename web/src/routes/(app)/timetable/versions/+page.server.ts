import { error, fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { versionsWords } from '#lib/i18n/versions.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { ledSchool } from '#lib/led.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me, shell } = await event.parent();
  const school = ledSchool(me, event.url.searchParams.get('school'));
  if (!school) error(404, shell.notFound);
  const drawn = await apiOf(event).read(({ schools }) =>
    schools[':schoolId'].timetables.$get({ param: { schoolId: school.id }, query: {} }),
  );
  const words = versionsWords(event.locals.language);
  return { words, school, drawn, nonce: newCommandId(), deep: true, topics: [`school:${school.id}`] };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const body = { title: text('title'), copyOf: text('copyOf') || null };
    const path = `/api/schools/${encodeURIComponent(text('school'))}/timetables`;
    const nonce = commandIdOf(form.get('nonce'), body);
    const written = await apiOf(event).write<{ versionId: string }>('POST', path, body, nonce);
    if (written.ok) redirect(303, `/timetable/versions/${written.value.versionId}?school=${text('school')}`);
    const { status, detail, errors = [] } = written.problem;
    return fail(status, { sentence: [detail, ...errors.map(({ message }) => message)].join(' '), typed: body });
  },
};
