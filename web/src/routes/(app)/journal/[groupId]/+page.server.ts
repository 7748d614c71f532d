import { apiOf } from '#lib/api.ts';
import { journalWords } from '#lib/i18n/journal.ts';
import { markingWords } from '#lib/i18n/marking.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { params, locals, url } = event;
  event.depends('app:live');
  const api = apiOf(event);
  const term = url.searchParams.get('term');
  const [journal, { groups }] = await Promise.all([
    api.read((ask) => ask.journal[':groupId'].$get({ param: params, query: term ? { term } : {} })),
    api.read((ask) => ask.journal.$get()),
  ]);
  return {
    words: journalWords(locals.language),
    marking: markingWords(locals.language),
    journal,
    groups,
    asked: url.searchParams.get('lesson'),
    topics: [`group:${params.groupId}`],
    slim: true,
  };
};
