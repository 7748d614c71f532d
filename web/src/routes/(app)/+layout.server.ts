import { redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  event.depends('app:notices');
  const api = apiOf(event);
  const [me, told] = await Promise.all([
    api.read(({ me: asked }) => asked.$get()),
    // Refused while the password has yet to be changed.
    api.find(({ notices }) => notices.unread.$get({ query: {} })),
  ]);
  if (me.mustChangePassword && event.route.id !== '/(app)/password') redirect(303, '/password');
  if (me.owesFactor && !me.mustChangePassword && event.route.id !== '/(app)/more/second-factor')
    redirect(303, '/more/second-factor');
  return { me, unread: told?.unread ?? 0 };
};
