import { error } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { setUpWords } from '#lib/i18n/set-up.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { me } = await event.parent();
  if (!me.actings.some(({ role }) => role === 'admin')) error(404, { message: '', code: 'not_found' });
  const factor = await apiOf(event).read(({ session }) => session['second-factor'].$get());
  return { words: setUpWords(event.locals.language), factor: factor.on, deep: true };
};
