import { fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { noticesWords } from '#lib/i18n/notices.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { fieldOf } from '../notices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:notices');
  const { choices } = await apiOf(event).read(({ notices }) => notices.$get({ query: {} }));
  const saved = event.url.searchParams.has('saved');
  return { choices, saved, words: noticesWords(event.locals.language), deep: true };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const api = apiOf(event);
    const { choices } = await api.read(({ notices }) => notices.$get({ query: {} }));
    // Only what was on the page and was changed there: one command each, since each may be refused for itself.
    for (const choice of choices.filter((one) => form.has(`shown ${fieldOf(one)}`))) {
      const wanted = form.has(fieldOf(choice));
      if (wanted === choice.wanted) continue;
      const { kind, pupilId } = choice;
      const set = await api.write('PUT', '/api/notices/choices', { kind, pupilId, wanted }, newCommandId());
      if (!set.ok) return fail(set.problem.status, { fault: set.problem.detail });
    }
    redirect(303, '/notices/choices?saved');
  },
};
