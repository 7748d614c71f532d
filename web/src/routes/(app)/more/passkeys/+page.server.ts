import { fail } from '@sveltejs/kit';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { apiOf } from '#lib/api.ts';
import { passkeyWords } from '#lib/i18n/passkeys.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  ...(await apiOf(event).read(({ session }) => session.passkeys.$get())),
  words: passkeyWords(event.locals.language),
  deep: true,
});

const path = '/api/session/passkeys';

export const actions: Actions = {
  offer: async (event) => {
    const form = await event.request.formData();
    const name = String(form.get('name') ?? '').trim();
    const offered = await writeProven(event, form, (api) =>
      api.write<PublicKeyCredentialCreationOptionsJSON>('POST', `${path}/offer`, {}, newCommandId()),
    );
    if (offered.ok) return { name, options: offered.value };
    if ('proof' in offered) return fail(403, { name, proof: { ...offered.proof, act: 'offer', id: '' } });
    return fail(offered.problem.status, { name, fault: offered.problem.detail });
  },
  add: async (event) => {
    const form = await event.request.formData();
    const name = String(form.get('name') ?? '').trim();
    const response = JSON.parse(String(form.get('response') ?? 'null')) as unknown;
    const added = await apiOf(event).write('POST', path, { name, response }, newCommandId());
    if (added.ok) return { added: true };
    return fail(added.problem.status, { name, fault: added.problem.errors?.[0]?.message ?? added.problem.detail });
  },
  remove: async (event) => {
    const form = await event.request.formData();
    const id = String(form.get('id') ?? '');
    const gone = await writeProven(event, form, (api) =>
      api.write('DELETE', `${path}/${encodeURIComponent(id)}`, {}, newCommandId()),
    );
    if (gone.ok) return { removed: true };
    if ('proof' in gone) return fail(403, { name: '', proof: { ...gone.proof, act: 'remove', id } });
    return fail(gone.problem.status, { name: '', fault: gone.problem.detail });
  },
};
