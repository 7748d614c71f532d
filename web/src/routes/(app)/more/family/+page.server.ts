import { apiOf } from '#lib/api.ts';
import { guardiansWords } from '#lib/i18n/guardians.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { today, families } = await apiOf(event).read(({ guardianships }) => guardianships.$get({ query: {} }));
  return { today, families, words: guardiansWords(event.locals.language), deep: true };
};
