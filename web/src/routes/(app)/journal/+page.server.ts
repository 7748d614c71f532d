import { apiOf } from '#lib/api.ts';
import { journalWords } from '#lib/i18n/journal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { groups } = await apiOf(event).read(({ journal }) => journal.$get());
  return { words: journalWords(event.locals.language), groups };
};
