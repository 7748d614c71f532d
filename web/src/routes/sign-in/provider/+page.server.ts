import { redirect } from '@sveltejs/kit';
import { apiOf, type Written } from '#lib/api.ts';
import { providerWords } from '#lib/i18n/provider.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { nextOf } from '#lib/server/next.ts';
import type { Actions, PageServerLoad } from './$types';

/** The provider sends the browser back here. Whatever comes of it, the code does not stay in the address. */
export const load: PageServerLoad = async (event) => {
  const { url, locals } = event;
  if (event.request.method === 'POST')
    return {
      words: providerWords(locals.language),
      provider: await apiOf(event).read(({ session }) => session.provider.$get()),
    };
  if (!url.searchParams.has('state')) redirect(303, '/sign-in');
  const answer = url.search.slice(0, 8_000);
  const api = apiOf(event);
  const came = await api
    .write<{ next: string }>('POST', '/api/session/provider/return', { answer }, newCommandId())
    .catch(() => null);
  if (!came?.ok) redirect(303, backTo(came));
  redirect(303, nextOf(came.value.next));
};

export const actions: Actions = {
  default: async (event) => {
    const next = nextOf(event.url.searchParams.get('next'));
    const begun = await apiOf(event)
      .write<{ address: string }>(
        'POST',
        '/api/session/provider/visit',
        { next: next.length > 500 ? '/' : next },
        newCommandId(),
      )
      .catch(() => null);
    if (!begun?.ok) redirect(303, backTo(begun, next));
    return begun.value;
  },
};

/** Where a visit that came to nothing was begun, with the reason and where it was to lead. */
function backTo(written: Extract<Written<unknown>, { ok: false }> | null, wanted: string | null = null): string {
  const code = written?.problem.code ?? 'trouble';
  const facts = written?.problem.facts ?? {};
  if (facts['purpose'] === 'link') return `/more/provider?fault=${code}`;
  const next = nextOf(wanted ?? (typeof facts['next'] === 'string' ? facts['next'] : null));
  return `/sign-in?fault=${code}${next === '/' ? '' : `&next=${encodeURIComponent(next)}`}`;
}
