import { error, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { exportWords } from '#lib/i18n/export.ts';
import { ledSchool } from '#lib/led.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { field, propose } from '#lib/server/propose.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me } = await event.parent();
  const school = ledSchool(me);
  if (school?.role !== 'admin') error(404);
  const { exports, waiting } = await apiOf(event).read(({ schools }) =>
    schools[':schoolId'].exports.$get({ param: { schoolId: school.id }, query: {} }),
  );
  const asked = event.url.searchParams.get('prove');
  return {
    school,
    exports,
    waiting,
    prove: exports.find(({ id, mine, state }) => id === asked && mine && state === 'ready')?.id ?? null,
    words: exportWords(event.locals.language),
    nonce: newCommandId(),
    deep: true,
  };
};

export const actions: Actions = {
  propose: async (event) => {
    const form = await event.request.formData();
    const act = { kind: 'export_school', personId: field(form, 'personId') ?? '' };
    return propose(event, form, field(form, 'schoolId') ?? '', act);
  },
  /** Shows anew who it is, and goes on to the file. */
  prove: async (event) => {
    const form = await event.request.formData();
    const body = { password: form.get('proof') };
    const proven = await apiOf(event).write('POST', '/api/session/step-up', body, newCommandId());
    if (!proven.ok) return { fault: null, kept: {}, proof: null, wrong: proven.problem.detail };
    redirect(303, `/more/export/${field(form, 'exportId') ?? ''}/bundle.zip`);
  },
};
