import { error, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { consentsWords } from '#lib/i18n/consents.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { field, notWritten } from '#lib/server/propose.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { pupilId } = event.params;
  const { places, texts } = await apiOf(event).read(({ consents }) =>
    consents[':pupilId'].$get({ param: { pupilId } }),
  );
  const place = places.find(({ signers }) => signers.length > 0) ?? places[0];
  if (!place) error(404);
  const asked = event.url.searchParams;
  const answers = place.consents.flatMap(({ kind, answers: said }) => said.map((one) => ({ ...one, kind })));
  return {
    place,
    classId: event.params.classId,
    texts: texts.filter(({ schoolId }) => schoolId === place.school.id).toReversed(),
    striking: answers.find(({ event: id, paper }) => paper && id === asked.get('strike')) ?? null,
    done: asked.has('noted') ? ('noted' as const) : asked.has('struck') ? ('struck' as const) : null,
    words: consentsWords(event.locals.language),
    nonce: newCommandId(),
    deep: true,
    topics: [`pupil:${pupilId}`],
  };
};

export const actions: Actions = {
  note: async (event) => {
    const form = await event.request.formData();
    const [kind, version] = (field(form, 'text') ?? '').split(' ');
    const body = {
      schoolId: field(form, 'schoolId'),
      kind,
      version: Number(version),
      personId: field(form, 'personId'),
      answer: field(form, 'answer'),
      signedOn: field(form, 'signedOn') ?? '',
      place: field(form, 'place') ?? '',
    };
    const { classId, pupilId } = event.params;
    const written = await writeProven(event, form, (api) =>
      api.write('POST', `/api/consents/${pupilId}/papers`, body, commandIdOf(form.get('nonce'), body)),
    );
    if (written.ok) redirect(303, `/classes/${classId}/consents/${pupilId}?noted`);
    return notWritten(form, written);
  },
  strike: async (event) => {
    const form = await event.request.formData();
    const body = { schoolId: field(form, 'schoolId'), reason: field(form, 'reason') ?? '' };
    const { classId, pupilId } = event.params;
    const noteId = encodeURIComponent(field(form, 'noteId') ?? '');
    const written = await writeProven(event, form, (api) =>
      api.write(
        'POST',
        `/api/consents/${pupilId}/papers/${noteId}/strike`,
        body,
        commandIdOf(form.get('nonce'), { ...body, noteId }),
      ),
    );
    if (written.ok) redirect(303, `/classes/${classId}/consents/${pupilId}?struck`);
    return notWritten(form, written);
  },
};
