import { fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { sessionsWords } from '#lib/i18n/sessions.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  ...(await apiOf(event).read(({ session }) => session.all.$get())),
  words: sessionsWords(event.locals.language),
  deep: true,
});

const here = '/more/sessions';

export const actions: Actions = {
  one: async (event) => {
    const id = String((await event.request.formData()).get('id'));
    const ended = await apiOf(event).write('DELETE', `/api/session/all/${encodeURIComponent(id)}`, {}, newCommandId());
    if (ended.ok) redirect(303, here);
    const { status, detail } = ended.problem;
    return fail(status, { fault: status === 404 ? sessionsWords(event.locals.language).gone : detail });
  },
  others: async (event) => {
    const ended = await apiOf(event).write('DELETE', '/api/session/others', {}, newCommandId());
    if (ended.ok) redirect(303, here);
    return fail(ended.problem.status, { fault: ended.problem.detail });
  },
};
