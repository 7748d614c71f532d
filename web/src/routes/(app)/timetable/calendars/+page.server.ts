import { fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { calendarsWords } from '#lib/i18n/calendars.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  ...(await apiOf(event).read(({ calendars }) => calendars.$get())),
  words: calendarsWords(event.locals.language),
  deep: true,
});

export const actions: Actions = {
  make: async (event) => {
    const [schoolId, pupilId] = String((await event.request.formData()).get('whose') ?? '').split(' ');
    const body = { schoolId, pupilId: pupilId ?? null };
    const made = await apiOf(event).write<{ path: string }>('POST', '/api/calendars', body, newCommandId());
    if (made.ok) return { address: new URL(made.value.path, event.url.origin).href };
    return fail(made.problem.status, { fault: made.problem.detail });
  },
  end: async (event) => {
    const id = String((await event.request.formData()).get('id'));
    const ended = await apiOf(event).write('DELETE', `/api/calendars/${encodeURIComponent(id)}`, {}, newCommandId());
    if (ended.ok || ended.problem.status === 404) redirect(303, '/timetable/calendars');
    return fail(ended.problem.status, { fault: ended.problem.detail });
  },
};
