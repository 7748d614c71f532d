import { redirect } from '@sveltejs/kit';
import type { Me } from '#lib/answers.ts';
import { apiOf } from '#lib/api.ts';
import { firstPlace } from '#lib/places.ts';
import type { PageServerLoad } from './$types';

/** There is no page here: everybody goes to where they work. */
export const load: PageServerLoad = async (event) => {
  const me = await apiOf(event).read<Me>('/api/me');
  redirect(303, firstPlace(me.places));
};
