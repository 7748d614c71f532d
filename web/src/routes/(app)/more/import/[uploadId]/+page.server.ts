import { error, fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { importWords } from '#lib/i18n/import.ts';
import { ledSchool } from '#lib/led.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { field, notWritten, propose } from '#lib/server/propose.ts';
import { kindIn, pageOf } from '../report.ts';
import { alikeIn, decisionsOf, fieldOf, inSayings, pageOfProposals } from './who.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me, shell } = await event.parent();
  const { proposals, ...found } = await uploadOf(event);
  const school = ledSchool(me, found.schoolId);
  if (school?.id !== found.schoolId) error(404, shell.notFound);
  const asked = event.url.searchParams;
  const kind = kindIn(asked.get('show'));
  return {
    ...found,
    school,
    report: found.report && { ...found.report, ...pageOf(found.report.lines, kind, asked.get('page')) },
    who: pageOfProposals(proposals),
    kind,
    words: importWords(event.locals.language),
    nonce: newCommandId(),
    deep: true,
  };
};

const uploadOf = (event: Pick<RequestEvent, 'fetch' | 'params'> & Parameters<typeof apiOf>[0]) =>
  apiOf(event).read(({ uploads }) => uploads[':uploadId'].$get({ param: event.params, query: {} }));

/** Says who people of the file are; what could not be said stays chosen in the form. */
async function said(event: RequestEvent, form: FormData, decisions: ReturnType<typeof decisionsOf>) {
  const path = `/api/uploads/${encodeURIComponent(event.params.uploadId)}/decisions`;
  for (const some of inSayings(decisions)) {
    const body = { decisions: some };
    const written = await apiOf(event).write('PUT', path, body, commandIdOf(form.get('nonce'), body));
    if (written.ok) continue;
    const { status, detail } = written.problem;
    const kept = Object.fromEntries(decisions.map((one) => [fieldOf(one), one.is]));
    return fail(status, { kept, parts: [], proof: null, fault: detail, decided: false });
  }
  redirect(303, event.url.pathname);
}

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
    return said(event, form, decisions);
  },
  alike: async (event) => {
    const form = await event.request.formData();
    return said(event, form, alikeIn((await uploadOf(event)).proposals));
  },
  remove: async (event) => {
    const form = await event.request.formData();
    const path = `/api/uploads/${encodeURIComponent(event.params.uploadId)}`;
    const removed = await apiOf(event).write('DELETE', path, {}, commandIdOf(form.get('nonce'), path));
    if (removed.ok) redirect(303, '/more/import?removed');
    return notWritten(form, removed);
  },
};
