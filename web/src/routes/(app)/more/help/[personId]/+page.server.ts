import { fail } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { helpWords } from '#lib/i18n/help.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { propose } from '#lib/server/propose.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { personId } = event.params;
  const { person, factor, twoPersonsAt } = await apiOf(event).read(({ accounts }) =>
    accounts[':personId'].$get({ param: { personId } }),
  );
  return { person, factor, twoPersonsAt, words: helpWords(event.locals.language), nonce: newCommandId(), deep: true };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const body = { reason: String(form.get('reason') ?? '') };
    const nonce = form.get('nonce');
    const what = form.get('what') === 'second-factor' ? 'second-factor' : 'password';
    const schoolId = form.get('schoolId');
    if (typeof schoolId === 'string' && schoolId !== '') {
      const kind = what === 'password' ? 'reset_password' : 'reset_factor';
      const reasons: Readonly<Record<string, unknown>> = helpWords(event.locals.language);
      const act = { kind, personId: event.params.personId, ...body };
      const asked = await propose(event, form, schoolId, act, String(reasons[body.reason] ?? body.reason));
      const kept = { ...body, what, nonce: typeof nonce === 'string' ? nonce : '' };
      return asked.data.proof
        ? fail(403, { kept, proof: asked.data.proof })
        : fail(asked.status, { kept, fault: asked.data.fault ?? '' });
    }
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
