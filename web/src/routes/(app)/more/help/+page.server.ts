import { apiOf } from '#lib/api.ts';
import { helpWords } from '#lib/i18n/help.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const q = (event.url.searchParams.get('q') ?? '').trim().slice(0, 120);
  const { groups } = await apiOf(event).read(({ accounts }) => accounts.$get({ query: { q } }));
  return { groups, q, words: helpWords(event.locals.language), deep: true };
};
