import { apiOf } from '#lib/api.ts';
import { consentsWords } from '#lib/i18n/consents.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { pupils } = await apiOf(event).read(({ consents }) => consents.$get());
  return {
    pupils,
    words: consentsWords(event.locals.language),
    deep: true,
    topics: pupils.map(({ pupil }) => `pupil:${pupil.id}`),
  };
};
