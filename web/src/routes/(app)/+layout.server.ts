import { redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import type { LayoutServerLoad } from './$types';

/** Where a second factor that is owed is set up. */
const settingUp: ReadonlySet<string | null> = new Set(['/(app)/more/second-factor', '/(app)/more/passkeys']);

export const load: LayoutServerLoad = async (event) => {
  event.depends('app:notices');
  const api = apiOf(event);
  const [me, told] = await Promise.all([
    api.read(({ me: asked }) => asked.$get()),
    // Refused while the password has yet to be changed.
    api.find(({ notices }) => notices.unread.$get({ query: {} })),
  ]);
  if (me.mustChangePassword && event.route.id !== '/(app)/password') redirect(303, '/password');
  if (me.owesFactor && !me.mustChangePassword && !settingUp.has(event.route.id)) redirect(303, '/more/second-factor');
  const leads = me.actings.some(({ role }) => role === 'head' || role === 'admin');
  const asked = leads ? await api.find(({ requests }) => requests.waiting.$get({ query: {} })) : null;
  const waiting = asked?.requests.length ?? 0;
  return { me, unread: (told?.unread ?? 0) + waiting, waiting, told: told?.pupils ?? [] };
};
