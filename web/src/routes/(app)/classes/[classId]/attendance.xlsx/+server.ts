import { apiOf } from '#lib/api.ts';
import type { RequestHandler } from './$types';

/** The attendance of a class as a workbook; `period` is two dates with a slash between them, as ISO 8601 writes an interval. */
export const GET: RequestHandler = (event) => {
  const [from = '', to = ''] = (event.url.searchParams.get('period') ?? '').split('/');
  return apiOf(event).download(({ classes }) =>
    classes[':classId']['attendance.xlsx'].$get({ param: event.params, query: { from, to } }),
  );
};
