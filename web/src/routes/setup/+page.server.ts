import { error, fail, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { setUpWords } from '#lib/i18n/set-up.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { zoneChoices } from '#lib/time-zones.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const choices = await apiOf(event).find(({ session }) => session.setup.$get());
  if (!choices) error(404, { message: '', code: 'not_found' });
  const { language } = event.locals;
  return { choices, zones: zoneChoices(language, new Date()), words: setUpWords(language) };
};

const fields = [
  'code',
  'title',
  'country',
  'timeZone',
  'scale',
  'familyName',
  'givenName',
  'middleName',
  'login',
] as const;
type Field = (typeof fields)[number] | 'password';

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const typed = Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? '').trim()])) as Record<
      (typeof fields)[number],
      string
    >;
    const body = { ...typed, middleName: typed.middleName || null, password: String(form.get('password') ?? '') };
    const answer = await apiOf(event)
      .write('POST', '/api/session/setup', body, newCommandId())
      .catch(() => null);
    if (answer?.ok) redirect(303, '/more/begin');
    const { status = 503, code, detail, errors } = answer?.problem ?? {};
    if (code === 'setup_done' || code === 'not_found') redirect(303, '/sign-in');
    const faults: Partial<Record<Field, string>> = {};
    for (const { path, message } of errors ?? []) faults[path as Field] ??= message;
    if (code === 'setup_code_wrong') faults.code = detail ?? '';
    const said = Object.keys(faults).length > 0 ? null : detail || setUpWords(event.locals.language).trouble;
    return fail(status, { typed, faults, fault: said });
  },
};
