import { error } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { ledSchool } from '#lib/led.ts';
import type { RequestHandler } from './$types';

/** The empty workbook of lists, in the language of the pages. */
export const GET: RequestHandler = async (event) => {
  const api = apiOf(event);
  const me = await api.read(({ me: own }) => own.$get());
  const school = ledSchool(me);
  if (school?.role !== 'admin') error(404);
  return api.download(({ schools }) =>
    schools[':schoolId']['lists-template'].$get({ param: { schoolId: school.id }, query: {} }),
  );
};
