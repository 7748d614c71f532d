import { error, fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { consentsWords } from '#lib/i18n/consents.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { pupilId, kind } = event.params;
  const { places, texts } = await apiOf(event).read(({ consents }) =>
    consents[':pupilId'].$get({ param: { pupilId } }),
  );
  const pages = places.flatMap(({ pupil, school, consents }) => {
    const consent = consents.find((one) => one.kind === kind);
    const own = texts.filter((text) => text.kind === kind && text.schoolId === school.id).toReversed();
    return consent && own[0] ? [{ pupil, school, consent, text: own[0], earlier: own.slice(1) }] : [];
  });
  if (pages.length === 0) error(404);
  return {
    pages,
    saved: event.url.searchParams.has('saved'),
    words: consentsWords(event.locals.language),
    nonce: newCommandId(),
    deep: true,
    topics: [`pupil:${pupilId}`],
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { pupilId, kind } = event.params;
    const body = {
      schoolId: String(form.get('schoolId')),
      kind,
      version: Number(form.get('version')),
      answer: String(form.get('answer')),
    };
    const id = commandIdOf(form.get('nonce'), body);
    const written = await apiOf(event).write('POST', `/api/consents/${pupilId}`, body, id);
    if (!written.ok) return fail(written.problem.status, { fault: written.problem.detail });
    redirect(303, `/more/consents/${pupilId}/${kind}?saved`);
  },
};
