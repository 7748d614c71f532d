import { fail } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { faultWord, providerWords } from '#lib/i18n/provider.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const posted = event.request.method === 'POST';
  return {
    ...(await apiOf(event).read(({ session }) => session.provider.link.$get())),
    words: providerWords(event.locals.language),
    fault: posted ? null : faultWord(searchParams.get('fault')),
    linked: !posted && searchParams.has('linked'),
    deep: true,
  };
};

const path = '/api/session/provider/link';

export const actions: Actions = {
  link: async (event) => {
    const form = await event.request.formData();
    const begun = await writeProven(event, form, (api) =>
      api.write<{ address: string }>('POST', path, { next: '/more/provider?linked' }, newCommandId()),
    );
    if (begun.ok) return { address: begun.value.address };
    if ('proof' in begun) return fail(403, { proof: { ...begun.proof, act: 'link' } });
    return fail(begun.problem.status, { fault: begun.problem.detail });
  },
  unlink: async (event) => {
    const form = await event.request.formData();
    const gone = await writeProven(event, form, (api) => api.write('DELETE', path, {}, newCommandId()));
    if (gone.ok) return { gone: true };
    if ('proof' in gone) return fail(403, { proof: { ...gone.proof, act: 'unlink' } });
    return fail(gone.problem.status, { fault: gone.problem.detail });
  },
};
