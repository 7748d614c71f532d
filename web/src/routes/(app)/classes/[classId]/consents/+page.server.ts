import { apiOf } from '#lib/api.ts';
import { consentsWords } from '#lib/i18n/consents.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const table = await apiOf(event).read(({ classes }) => classes[':classId'].consents.$get({ param: event.params }));
  return { table, words: consentsWords(event.locals.language), deep: true };
};
