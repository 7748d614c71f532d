import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import { timetableWords } from '#lib/i18n/timetable.ts';
import type { PageServerLoad } from './$types';
import { askedOf } from './week.ts';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me } = await event.parent();
  const words = timetableWords(event.locals.language);
  const { schools } = me;
  const query = event.url.searchParams;
  const school = schools.find(({ id }) => id === query.get('school')) ?? schools[0];
  if (!school) return { words, schools, timetable: null, clashes: 0, topics: [] };
  const on = query.get('on');
  const date = isDate(on) ? { date: on } : {};
  const api = apiOf(event);
  const place = { param: { schoolId: school.id } };
  const leads = me.places.includes('substitutions');
  const [timetable, found] = await Promise.all([
    api.read(({ schools: of }) =>
      of[':schoolId'].timetable.$get({ ...place, query: { ...date, ...askedOf(query.get('of')) } }),
    ),
    leads
      ? api.find(({ schools: of }) => of[':schoolId'].timetable.clashes.$get({ ...place, query: date }))
      : Promise.resolve(null),
  ]);
  // A change anywhere in the school may change this week.
  return { words, schools, timetable, clashes: found?.clashes.length ?? 0, topics: [`school:${school.id}`] };
};
