import { error, fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { importWords } from '#lib/i18n/import.ts';
import { ledSchool } from '#lib/led.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { mostOfFile } from '#lib/server/body-limit.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { fileOf } from '#lib/server/one-file.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me } = await event.parent();
  const school = ledSchool(me);
  if (school?.role !== 'admin') error(404);
  const { uploads, waiting } = await apiOf(event).read(({ schools }) =>
    schools[':schoolId'].uploads.$get({ param: { schoolId: school.id }, query: {} }),
  );
  return {
    school,
    uploads,
    waiting,
    removed: event.url.searchParams.has('removed'),
    words: importWords(event.locals.language),
    nonce: newCommandId(),
    deep: true,
  };
};

export const actions: Actions = {
  /** Hands the file on while it arrives: what the form needs besides it stands in the address. */
  upload: async (event) => {
    const words = importWords(event.locals.language);
    const length = Number(event.request.headers.get('content-length'));
    if (length > mostOfFile) return fail(413, { fault: words.tooLarge });
    const file = await fileOf(event.request);
    if (!file) return fail(422, { fault: words.choose });
    const asked = event.url.searchParams;
    const schoolId = asked.get('school') ?? '';
    const old = asked.has('old');
    const path = `/api/schools/${encodeURIComponent(schoolId)}/uploads?name=${encodeURIComponent(file.name)}${old ? '&encoding=windows-1251' : ''}`;
    const commandId = commandIdOf(asked.get('nonce'), { path, length });
    const sent = await apiOf(event).send<{ id: string }>(path, file.bytes, commandId);
    if (!sent.ok) return fail(sent.problem.status, { fault: sent.problem.detail });
    redirect(303, `/more/import/${sent.value.id}`);
  },
};
