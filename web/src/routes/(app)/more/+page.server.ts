import { apiOf } from '#lib/api.ts';
import type { PageServerLoad } from './$types';

/** What people call the provider they can sign in through, null where there is none. */
export const load: PageServerLoad = async (event) => ({
  provider: (await apiOf(event).find(({ session }) => session.provider.$get()))?.label ?? null,
});
