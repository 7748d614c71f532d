import { redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const me = await apiOf(event).read(({ me: asked }) => asked.$get());
  if (me.mustChangePassword && event.route.id !== '/(app)/password') redirect(303, '/password');
  return { me };
};
