import { apiOf } from '#lib/api.ts';
import { classesWords } from '#lib/i18n/classes.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { classes } = await apiOf(event).read(({ classes: of }) => of.$get());
  return { words: classesWords(event.locals.language), classes };
};
