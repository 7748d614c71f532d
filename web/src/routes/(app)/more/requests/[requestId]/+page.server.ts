import { redirect, type RequestEvent } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { requestsWords } from '#lib/i18n/requests.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { notWritten } from '#lib/server/propose.ts';
import { writeProven } from '#lib/server/step-up.ts';
import { fileOf } from './file.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { requestId } = event.params;
  const found = await apiOf(event).read(({ requests }) =>
    requests[':requestId'].$get({ param: { requestId }, query: {} }),
  );
  const made = event.url.searchParams.has('made');
  const file = await fileOf(event, found.request.act);
  return { ...found, file, made, words: requestsWords(event.locals.language), nonce: newCommandId(), deep: true };
};

async function write<T>(event: RequestEvent, what: string, body: object) {
  const form = await event.request.formData();
  const filled = 'reason' in body ? { reason: String(form.get('reason') ?? '').trim() } : body;
  const path = `/api/requests/${event.params['requestId']}/${what}`;
  const written = await writeProven(event, form, (api) =>
    api.write<T>('POST', path, filled, commandIdOf(form.get('nonce'), { ...filled, what })),
  );
  return { form, written };
}

function decide(what: string, body: object) {
  return async (event: RequestEvent) => {
    const { form, written } = await write(event, what, body);
    if (written.ok) redirect(303, event.url.pathname);
    return notWritten(form, written);
  };
}

export const actions: Actions = {
  confirm: decide('confirmation', {}),
  decline: decide('refusal', { reason: '' }),
  withdraw: decide('withdrawal', {}),
  code: async (event) => {
    const { form, written } = await write<{ login: string; code: string }>(event, 'code', {});
    return written.ok ? { given: written.value } : notWritten(form, written);
  },
};
