import { error } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { broughtInWords } from '#lib/i18n/brought-in.ts';
import { readersOf } from '../../diary.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { pupilId } = event.params;
  const { me } = await event.parent();
  // Whose diary one reads; who teaches the pupil finds the same in the journal.
  const child = readersOf(me).find(({ id }) => id === pupilId);
  if (!child) error(404);
  const { subjects } = await apiOf(event).read((api) =>
    api['brought-in'][':pupilId'].$get({ param: { pupilId }, query: {} }),
  );
  return {
    words: broughtInWords(event.locals.language),
    child,
    family: pupilId !== me.person.id,
    subjects,
    timeZone: me.schools.find(({ id }) => id === child.schoolId)?.timeZone ?? 'UTC',
    topics: [`pupil:${pupilId}`],
  };
};
