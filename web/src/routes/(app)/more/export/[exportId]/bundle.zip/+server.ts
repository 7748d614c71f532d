import { isHttpError, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import type { RequestHandler } from './$types';

/** The school as a file; who has not just shown that it is them is asked to first. */
export const GET: RequestHandler = async (event) => {
  try {
    return await apiOf(event).download(({ exports }) =>
      exports[':exportId']['bundle.zip'].$get({ param: event.params }),
    );
  } catch (error) {
    if (isHttpError(error) && error.body.code === 'step_up_needed')
      redirect(303, `/more/export?prove=${event.params.exportId}`);
    throw error;
  }
};
