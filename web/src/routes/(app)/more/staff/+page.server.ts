import { error } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { staffWords } from '#lib/i18n/staff.ts';
import { ledSchool } from '#lib/led.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me } = await event.parent();
  const school = ledSchool(me);
  if (!school) error(404);
  const { today, staff } = await apiOf(event).read(({ schools }) =>
    schools[':schoolId'].staff.$get({ param: { schoolId: school.id }, query: {} }),
  );
  return { today, staff, admin: school.role === 'admin', school, words: staffWords(event.locals.language), deep: true };
};
