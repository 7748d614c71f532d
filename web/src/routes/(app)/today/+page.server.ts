import { redirect } from '@sveltejs/kit';
import { markingWords } from '#lib/i18n/marking.ts';
import { todayWords } from '#lib/i18n/today.ts';
import { apiOf } from '#lib/api.ts';
import { firstPlace } from '#lib/places.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { language } = event.locals;
  event.depends('app:live');
  // The day is a teacher's; who has none begins where they have something to do: a head with the journals.
  const { me } = await event.parent();
  if (!me.places.includes('today')) redirect(303, firstPlace(me.places));
  const school = event.url.searchParams.get('school');
  const day = await apiOf(event).read(({ today }) => today.$get({ query: school ? { school } : {} }));
  // A substitution begins or ends with a right of the person.
  const topics = [`person:${me.person.id}`, ...day.groups.map(({ id }) => `group:${id}`)].slice(0, 40);
  return { words: todayWords(language), marking: markingWords(language), day, topics };
};
