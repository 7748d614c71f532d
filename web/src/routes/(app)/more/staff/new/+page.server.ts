import { error } from '@sveltejs/kit';
import { staffWords } from '#lib/i18n/staff.ts';
import { ledSchool } from '#lib/led.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { field, notWritten } from '#lib/server/propose.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { me } = await event.parent();
  const school = ledSchool(me);
  if (school?.role !== 'admin') error(404);
  return { school, words: staffWords(event.locals.language), nonce: newCommandId(), deep: true };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const body = {
      familyName: field(form, 'familyName') ?? '',
      givenName: field(form, 'givenName') ?? '',
      middleName: field(form, 'middleName'),
      login: field(form, 'login') ?? '',
      from: field(form, 'from') ?? '',
    };
    const path = `/api/schools/${field(form, 'schoolId') ?? ''}/staff`;
    const written = await writeProven(event, form, (api) =>
      api.write<{ login: string; code: string | null }>('POST', path, body, commandIdOf(form.get('nonce'), body)),
    );
    if (!written.ok) return notWritten(form, written);
    return { hired: { name: `${body.familyName} ${body.givenName}`, ...written.value } };
  },
};
