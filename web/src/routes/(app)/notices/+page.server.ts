import { fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { noticesWords } from '#lib/i18n/notices.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:notices');
  const { lines } = await apiOf(event).read(({ notices }) => notices.$get({ query: {} }));
  return { lines, words: noticesWords(event.locals.language) };
};

export const actions: Actions = {
  /** All up to the newest one that was on the page has been seen. */
  seen: async (event) => {
    const upTo = String((await event.request.formData()).get('upTo'));
    const seen = await apiOf(event).write('POST', '/api/notices/seen', { upTo, pupilId: null }, newCommandId());
    if (seen.ok) redirect(303, '/notices');
    return fail(seen.problem.status, { fault: seen.problem.detail });
  },
};
