import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import { classesWords } from '#lib/i18n/classes.ts';
import type { PageServerLoad } from './$types';
import { severed } from './roster.ts';

export const load: PageServerLoad = async (event) => {
  const on = event.url.searchParams.get('on');
  const roster = await apiOf(event).read(({ classes }) =>
    classes[':classId'].$get({ param: event.params, query: isDate(on) ? { on } : {} }),
  );
  return { words: classesWords(event.locals.language), deep: true, ...severed(roster) };
};
