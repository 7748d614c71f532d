import { fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { profileWords } from '#lib/i18n/profile.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { field } from '#lib/server/propose.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const profile = await apiOf(event).read((api) => api.profile.$get({ query: {} }));
  return {
    profile,
    saved: event.url.searchParams.has('saved'),
    words: profileWords(event.locals.language),
    nonce: newCommandId(),
    deep: true,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const body = { email: field(form, 'email'), phone: field(form, 'phone') };
    const id = commandIdOf(form.get('nonce'), body);
    const written = await apiOf(event).write('PUT', '/api/profile/contacts', body, id);
    if (written.ok) redirect(303, '/more/profile?saved');
    const { status, detail, errors } = written.problem;
    const about = (path: string) => errors?.find((fault) => fault.path.endsWith(path))?.message;
    return fail(status, {
      typed: { email: body.email ?? '', phone: body.phone ?? '' },
      email: about('email'),
      phone: about('phone'),
      fault: errors?.length ? undefined : detail,
    });
  },
};
