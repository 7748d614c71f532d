import { consentKinds } from '@peremena/events';
import { error, fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { consentsWords } from '#lib/i18n/consents.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { schoolId } = event.params;
  const kind = consentKinds.find((one) => one === event.params.kind);
  if (!kind) error(404);
  const api = apiOf(event);
  const [asked, found] = await Promise.all([
    api.read(({ schools }) =>
      schools[':schoolId']['consent-texts'].asked.$get({ param: { schoolId }, query: { kind } }),
    ),
    api.read(({ schools }) => schools[':schoolId']['consent-texts'].$get({ param: { schoolId } })),
  ]);
  const before = found.texts.find((text) => text.kind === kind) ?? null;
  return {
    asked,
    before,
    school: found.school,
    words: consentsWords(event.locals.language),
    nonce: newCommandId(),
    deep: true,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { schoolId, kind } = event.params;
    const typed = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n');
    const kept = { ru: typed('ru'), en: typed('en'), reason: typed('reason'), until: typed('until') };
    const { ru, en, reason, until } = kept;
    const body = { kind, ru, en, reason, earlierUntil: until === '' ? null : until, saw: Number(form.get('saw')) };
    const id = commandIdOf(form.get('nonce'), body);
    const written = await writeProven(event, form, (api) =>
      api.write('POST', `/api/schools/${schoolId}/consent-texts`, body, id),
    );
    if (written.ok) redirect(303, `/more/consent-texts/${schoolId}?published`);
    const nonce = typed('nonce');
    if ('proof' in written) return fail(403, { kept, nonce, proof: written.proof });
    const { status, detail, errors } = written.problem;
    return fail(status, { kept, nonce, fault: detail, fields: errors ?? [] });
  },
};
