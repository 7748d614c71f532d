import { error } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { broughtInWords } from '#lib/i18n/brought-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { params, locals } = event;
  const { me } = await event.parent();
  const api = apiOf(event);
  const [{ works, pupils }, { groups }] = await Promise.all([
    api.read((ask) => ask.journal[':groupId']['brought-in'].$get({ param: params, query: {} })),
    api.read((ask) => ask.journal.$get()),
  ]);
  const group = groups.find(({ id }) => id === params.groupId);
  if (!group) error(404);
  const byWork = Map.groupBy(
    pupils.flatMap(({ name, results }) => results.map((result) => ({ name, result }))),
    ({ result }) => result.workId,
  );
  return {
    words: broughtInWords(locals.language),
    group,
    works: works.map((work) => ({ ...work, results: byWork.get(work.id) ?? [] })),
    timeZone: me.schools.find(({ id }) => id === group.schoolId)?.timeZone ?? 'UTC',
    topics: [`group:${params.groupId}`],
  };
};
