import { fail } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { helpWords } from '#lib/i18n/help.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { personId } = event.params;
  const { person, factor } = await apiOf(event).read(({ accounts }) =>
    accounts[':personId'].$get({ param: { personId } }),
  );
  return { person, factor, words: helpWords(event.locals.language), nonce: newCommandId(), deep: true };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const body = { reason: String(form.get('reason') ?? '') };
    const nonce = form.get('nonce');
    const what = form.get('what') === 'second-factor' ? 'second-factor' : 'password';
    const path = `/api/accounts/${event.params.personId}/${what}-reset`;
    const written = await writeProven(event, form, (api) =>
      api.write<{ login?: string; code?: string }>('POST', path, body, commandIdOf(nonce, { ...body, what })),
    );
    if (written.ok) {
      const { login = '', code = '' } = written.value;
      return code ? { given: { login, code } } : { away: true };
    }
    const kept = { ...body, what, nonce: typeof nonce === 'string' ? nonce : '' };
    if ('proof' in written) return fail(403, { kept, proof: written.proof });
    return fail(written.problem.status, { kept, fault: written.problem.detail });
  },
};
