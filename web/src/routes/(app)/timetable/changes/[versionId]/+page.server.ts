import { error } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { versionsWords } from '#lib/i18n/versions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me, shell } = await event.parent();
  const query = event.url.searchParams;
  const school = me.schools.find(({ id }) => id === query.get('school')) ?? me.schools[0];
  if (!school) error(404, shell.notFound);
  const wards = me.children.filter(({ schoolId }) => schoolId === school.id);
  const teaches = me.actings.some(({ role, schoolId }) => role === 'teacher' && schoolId === school.id);
  const asked = wards.find(({ id }) => id === query.get('child')) ?? (teaches ? undefined : wards[0]);
  const told = await apiOf(event).read(({ schools }) =>
    schools[':schoolId'].timetables[':versionId'].changes.$get({
      param: { schoolId: school.id, versionId: event.params.versionId },
      query: asked ? { pupil: asked.id } : {},
    }),
  );
  const words = versionsWords(event.locals.language);
  return { words, school, wards, teaches, asked: asked ?? null, told, deep: true, topics: [`school:${school.id}`] };
};
