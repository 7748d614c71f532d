import { apiOf } from '#lib/api.ts';
import { healthWords } from '#lib/i18n/health.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { me } = await event.parent();
  return {
    ...(await apiOf(event).read(({ health }) => health.$get({ query: {} }))),
    zone: me.schools[0]?.timeZone ?? 'UTC',
    words: healthWords(event.locals.language),
    deep: true,
  };
};
