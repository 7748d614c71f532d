import { error, fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { importWords } from '#lib/i18n/import.ts';
import { ledSchool } from '#lib/led.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { field, notWritten, propose } from '#lib/server/propose.ts';
import { kindIn, pageOf } from '../report.ts';
import { decisionsOf } from './who.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me, shell } = await event.parent();
  const found = await apiOf(event).read(({ uploads }) => uploads[':uploadId'].$get({ param: event.params, query: {} }));
  const school = ledSchool(me, found.schoolId);
  if (school?.id !== found.schoolId) error(404, shell.notFound);
  const asked = event.url.searchParams;
  const kind = kindIn(asked.get('show'));
  return {
    ...found,
    school,
    report: found.report && { ...found.report, ...pageOf(found.report.lines, kind, asked.get('page')) },
    kind,
    words: importWords(event.locals.language),
    nonce: newCommandId(),
    deep: true,
  };
};

export const actions: Actions = {
  propose: async (event) => {
    const form = await event.request.formData();
    const act = {
      kind: 'import_school',
      personId: field(form, 'personId') ?? '',
      uploadId: event.params.uploadId,
      sha256: field(form, 'sha256') ?? undefined,
    };
    return propose(event, form, field(form, 'schoolId') ?? '', act);
  },
  decide: async (event) => {
    const form = await event.request.formData();
    const decisions = decisionsOf(form);
    if (decisions.length === 0) return { kept: {}, parts: [], proof: null, fault: null, decided: true };
    const path = `/api/uploads/${encodeURIComponent(event.params.uploadId)}/decisions`;
    const body = { decisions };
    const written = await apiOf(event).write('PUT', path, body, commandIdOf(form.get('nonce'), body));
    if (written.ok) redirect(303, event.url.pathname);
    const { status, detail } = written.problem;
    return fail(status, { kept: {}, parts: [], proof: null, fault: detail, decided: false });
  },
  remove: async (event) => {
    const form = await event.request.formData();
    const path = `/api/uploads/${encodeURIComponent(event.params.uploadId)}`;
    const removed = await apiOf(event).write('DELETE', path, {}, commandIdOf(form.get('nonce'), path));
    if (removed.ok) redirect(303, '/more/import?removed');
    return notWritten(form, removed);
  },
};
