import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { AnswerOf, Api } from '#lib/answers.ts';
import { apiOf } from '#lib/api.ts';
import { gridImportWords } from '#lib/i18n/grid-import.ts';
import { ledSchool } from '#lib/led.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { me, shell } = await event.parent();
  const school = ledSchool(me, event.url.searchParams.get('school'));
  if (!school) error(404, shell.notFound);
  const param = { schoolId: school.id, versionId: event.params.versionId };
  const { version, lessons } = await apiOf(event).read(({ schools }) =>
    schools[':schoolId'].timetables[':versionId'].$get({ param, query: {} }),
  );
  if (version.state !== 'draft') redirect(303, `/timetable/versions/${version.id}?school=${school.id}`);
  return {
    words: gridImportWords(event.locals.language),
    school,
    version,
    lessons: lessons.length,
    nonce: newCommandId(),
    deep: true,
    topics: [],
  };
};

type Preview = AnswerOf<Api['schools'][':schoolId']['timetables'][':versionId']['import']['preview']['$post']>;

/** The file as base64, chosen just now or held by the form; what names in it mean; where it goes. */
async function sent(event: RequestEvent) {
  const form = await event.request.formData();
  const file = form.get('file');
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const chosen = file instanceof File && file.size > 0;
  const answers = [...form].flatMap(([name, value]) =>
    name.startsWith('means ') && value !== '' ? [{ name: name.slice('means '.length), teacherId: String(value) }] : [],
  );
  return {
    body: { file: chosen ? Buffer.from(await file.arrayBuffer()).toString('base64') : text('held'), answers },
    title: chosen ? file.name : text('title'),
    nonce: form.get('nonce'),
    path: `/api/schools/${encodeURIComponent(text('school'))}/timetables/${encodeURIComponent(event.params['versionId'] ?? '')}`,
    school: text('school'),
  };
}

export const actions: Actions = {
  preview: async (event) => {
    const { body, title, path } = await sent(event);
    if (body.file === '') return fail(422, { none: true });
    const asked = await apiOf(event).write<Preview>('POST', `${path}/import/preview`, body, newCommandId());
    if (asked.ok) return { preview: asked.value, held: body.file, answers: body.answers, title };
    return fail(asked.problem.status, { title, sentence: asked.problem.detail });
  },
  take: async (event) => {
    const { body, title, nonce, path, school } = await sent(event);
    const taken = await apiOf(event).write('POST', `${path}/import`, body, commandIdOf(nonce, { path, ...body }));
    if (taken.ok) redirect(303, `/timetable/versions/${event.params.versionId}?school=${encodeURIComponent(school)}`);
    return fail(taken.problem.status, { title, sentence: taken.problem.detail });
  },
};
