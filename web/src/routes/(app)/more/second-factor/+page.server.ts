import { fail } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { secondFactorWords } from '#lib/i18n/second-factor.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { qrPath } from '#lib/server/qr.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  factor: await apiOf(event).read(({ session }) => session['second-factor'].$get()),
  words: secondFactorWords(event.locals.language),
  deep: true,
});

const path = '/api/session/second-factor';
interface Offered {
  readonly secret: string;
  readonly address: string;
}

export const actions: Actions = {
  offer: async (event) => {
    const form = await event.request.formData();
    const offered = await writeProven(event, form, (api) =>
      api.write<Offered>('POST', `${path}/offer`, { kind: 'authenticator' }, newCommandId()),
    );
    if (offered.ok) return { offered: shown(offered.value) };
    if ('proof' in offered) return fail(403, { proof: { ...offered.proof, act: 'offer' as const } });
    return fail(offered.problem.status, { fault: offered.problem.detail });
  },
  on: async (event) => {
    const form = await event.request.formData();
    const body = { code: String(form.get('code') ?? '') };
    const api = apiOf(event);
    const done = await api.write<{ recovery: readonly string[] }>('POST', path, body, newCommandId());
    if (done.ok) return { recovery: done.value.recovery };
    const { status, code, detail } = done.problem;
    if (code === 'step_up_needed') return fail(status, { proof: { fault: null, act: 'offer' as const } });
    const again = await api.write<Offered>('POST', `${path}/offer`, { kind: 'authenticator' }, newCommandId());
    return again.ok
      ? fail(status, { offered: shown(again.value), codeFault: detail })
      : fail(status, { fault: detail });
  },
  off: async (event) => {
    const form = await event.request.formData();
    const done = await writeProven(event, form, (api) => api.write('DELETE', path, {}, newCommandId()));
    if (done.ok) return { off: true };
    if ('proof' in done) return fail(403, { proof: { ...done.proof, act: 'off' as const } });
    return fail(done.problem.status, { fault: done.problem.detail });
  },
};

/** The key in groups of four, as people type it. */
const shown = ({ secret, address }: Offered) => ({
  key: secret.replaceAll(/(.{4})(?=.)/g, '$1 '),
  qr: qrPath(address),
});
