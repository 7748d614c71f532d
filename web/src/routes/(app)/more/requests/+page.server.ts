import { apiOf } from '#lib/api.ts';
import { requestsWords } from '#lib/i18n/requests.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { requests } = await apiOf(event).read(({ requests: asked }) => asked.$get({ query: {} }));
  return { requests, words: requestsWords(event.locals.language), deep: true };
};
