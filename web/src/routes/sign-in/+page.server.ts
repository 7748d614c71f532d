import { fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { passkeyWords } from '#lib/i18n/passkeys.ts';
import { faultWord, providerWords } from '#lib/i18n/provider.ts';
import { signInWords } from '#lib/i18n/sign-in.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { nextOf } from '#lib/server/next.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { language } = event.locals;
  const { searchParams } = event.url;
  const next = nextOf(searchParams.get('next'));
  return {
    words: signInWords(language),
    passkeys: passkeyWords(language),
    through: providerWords(language),
    // Signing in by password never waits for it.
    provider: await apiOf(event)
      .find(({ session }) => session.provider.$get())
      .catch(() => null),
    fault: faultWord(searchParams.get('fault')),
    next,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const login = String(form.get('login') ?? '').trim();
    const password = String(form.get('password') ?? '');
    const answer = await apiOf(event)
      .write('POST', '/api/session', { login, password }, newCommandId())
      .catch(() => null);
    const words = signInWords(event.locals.language);
    if (!answer) return fail(503, { login, fault: words.trouble });
    if (!answer.ok) {
      const { status, detail } = answer.problem;
      const known = status === 401 || status === 422 ? words.failed : detail || words.trouble;
      return fail(status >= 500 ? 503 : status, { login, fault: known });
    }
    redirect(303, nextOf(event.url.searchParams.get('next')));
  },
};
