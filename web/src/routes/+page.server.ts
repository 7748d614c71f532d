import { redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { firstPlace } from '#lib/places.ts';
import type { PageServerLoad } from './$types';

/** There is no page here: everybody goes to where they work. */
export const load: PageServerLoad = async (event) => {
  const me = await apiOf(event).read(({ me: asked }) => asked.$get());
  redirect(303, firstPlace(me.places));
};
