import { markingWords } from '#lib/i18n/marking.ts';
import { todayWords } from '#lib/i18n/today.ts';
import { apiOf } from '#lib/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { language } = event.locals;
  event.depends('app:live');
  const school = event.url.searchParams.get('school');
  const day = await apiOf(event).read(({ today }) => today.$get({ query: school ? { school } : {} }));
  const topics = day.groups.map(({ id }) => `group:${id}`).slice(0, 40);
  return { words: todayWords(language), marking: markingWords(language), day, topics };
};
