import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import type { RequestHandler } from './$types';

/** The class list as a workbook. */
export const GET: RequestHandler = (event) => {
  const on = event.url.searchParams.get('on');
  return apiOf(event).download(({ classes }) =>
    classes[':classId']['list.xlsx'].$get({ param: event.params, query: isDate(on) ? { on } : {} }),
  );
};
