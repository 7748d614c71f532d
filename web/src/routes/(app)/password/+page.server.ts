import { fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { passwordWords } from '#lib/i18n/password.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { reset } = await apiOf(event).read(({ session }) => session.$get());
  return { reset, words: passwordWords(event.locals.language) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const body = { current: String(form.get('current') ?? ''), next: String(form.get('next') ?? '') };
    const answer = await apiOf(event).write('POST', '/api/session/password', body, newCommandId());
    if (!answer.ok) {
      const { status, code, detail, errors } = answer.problem;
      const about = (path: string) => errors?.find((fault) => String(fault.path).endsWith(path))?.message;
      return fail(status, {
        current: about('current') ?? (code === 'password_wrong' ? detail : undefined),
        next: about('next'),
        fault: errors?.length || code === 'password_wrong' ? undefined : detail,
      });
    }
    redirect(303, '/');
  },
};
