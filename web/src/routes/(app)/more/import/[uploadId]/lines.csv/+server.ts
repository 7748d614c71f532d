import { apiOf } from '#lib/api.ts';
import { importWords } from '#lib/i18n/import.ts';
import { sayFrom } from '#lib/i18n/words.ts';
import { csvOf, kindIn } from '../../report.ts';
import type { RequestHandler } from './$types';

/** The lines of a report to keep, in the language of the pages. */
export const GET: RequestHandler = async (event) => {
  const { report } = await apiOf(event).read(({ uploads }) =>
    uploads[':uploadId'].$get({ param: event.params, query: {} }),
  );
  const { language } = event.locals;
  const say = sayFrom(importWords(language), language);
  const kind = kindIn(event.url.searchParams.get('show'));
  const lines = report?.lines.filter((line) => kind === null || line.kind === kind) ?? [];
  return new Response(csvOf(lines, say), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="report.csv"; filename*=UTF-8''${encodeURIComponent(say('csvName'))}.csv`,
      'cache-control': 'private, no-store',
    },
  });
};
