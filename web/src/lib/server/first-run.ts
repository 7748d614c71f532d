import type { RequestEvent } from '@sveltejs/kit';
import { apiOf } from '../api.ts';

const here = '/setup';
/** A school is never unmade: once there is one, nobody asks again. */
let founded = false;

/** Whether there is no school yet, so that this page has to lead to the one where the first is made. */
export async function leadsToSetUp(event: RequestEvent): Promise<boolean> {
  const { id } = event.route;
  if (founded || event.request.method !== 'GET' || id === null || id === here) return false;
  const waits = await apiOf(event)
    .find(({ session }) => session.setup.$get())
    .catch(() => undefined);
  founded = waits === null;
  return Boolean(waits);
}
