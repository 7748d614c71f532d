import { error, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { importWords } from '#lib/i18n/import.ts';
import { ledSchool } from '#lib/led.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { field, notWritten, propose } from '#lib/server/propose.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me, shell } = await event.parent();
  const asked = event.url.searchParams.get('page');
  const page = /^\d{1,4}$/.test(asked ?? '') ? { page: asked ?? '1' } : {};
  const found = await apiOf(event).read(({ uploads }) =>
    uploads[':uploadId'].undo.$get({ param: event.params, query: page }),
  );
  const school = ledSchool(me, found.schoolId);
  if (school?.id !== found.schoolId) error(404, shell.notFound);
  return { ...found, school, words: importWords(event.locals.language), nonce: newCommandId(), deep: true };
};

export const actions: Actions = {
  look: async (event) => {
    const form = await event.request.formData();
    const path = `/api/uploads/${encodeURIComponent(event.params.uploadId)}/undo`;
    const asked = await apiOf(event).write('POST', path, {}, commandIdOf(form.get('nonce'), path));
    if (asked.ok) redirect(303, event.url.pathname);
    return notWritten(form, asked);
  },
  propose: async (event) => {
    const form = await event.request.formData();
    const act = {
      kind: 'undo_import',
      personId: field(form, 'personId') ?? '',
      uploadId: event.params.uploadId,
      undoId: field(form, 'undoId') ?? '',
    };
    return propose(event, form, field(form, 'schoolId') ?? '', act);
  },
};
