import { fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { passkeyWords } from '#lib/i18n/passkeys.ts';
import { secondFactorWords } from '#lib/i18n/second-factor.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { nextOf } from '#lib/server/next.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { language } = event.locals;
  return {
    asked: await apiOf(event).read(({ session }) => session.code.$get()),
    words: secondFactorWords(language),
    passkeys: passkeyWords(language),
    next: nextOf(event.url.searchParams.get('next')),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const code = String((await event.request.formData()).get('code') ?? '');
    const entered = await apiOf(event).write('POST', '/api/session/code', { code }, newCommandId());
    const next = event.url.searchParams.get('next');
    if (entered.ok) redirect(303, nextOf(next));
    const { status, detail } = entered.problem;
    if (status === 401) redirect(303, '/sign-in');
    return fail(status, { fault: detail });
  },
};
