import { apiOf } from '#lib/api.ts';
import type { RequestHandler } from './$types';

/** The journal of a group in a term as a workbook. */
export const GET: RequestHandler = (event) => {
  const term = event.url.searchParams.get('term');
  return apiOf(event).download(({ journal }) =>
    journal[':groupId']['journal.xlsx'].$get({ param: event.params, query: term ? { term } : {} }),
  );
};
