import { apiOf } from '#lib/api.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import type { RequestHandler } from './$types';

/** Ends the session and lets the browser forget what it kept; pages it never keeps (`no-store`), so Back shows nothing. */
export const POST: RequestHandler = async (event) => {
  await apiOf(event).write('DELETE', '/api/session', {}, newCommandId());
  const headers = { location: '/sign-in', 'clear-site-data': '"storage"' };
  return new Response(null, { status: 303, headers });
};
