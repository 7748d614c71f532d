import { error, fail } from '@sveltejs/kit';
import type { AnswerOf, Api } from '#lib/answers.ts';
import { apiOf } from '#lib/api.ts';
import { schoolWords } from '#lib/i18n/school.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { writeProven } from '#lib/server/step-up.ts';
import { zoneLabel } from '#lib/time-zones.ts';
import type { Actions, PageServerLoad } from './$types';

type Rule = AnswerOf<Api['schools'][':schoolId']['settings']['$get']>['secondFactor'];

export const load: PageServerLoad = async (event) => {
  const { me } = await event.parent();
  const led = me.actings.find(({ role }) => role === 'admin') ?? me.actings.find(({ role }) => role === 'head');
  const schoolId = event.url.searchParams.get('school') ?? led?.schoolId;
  if (!schoolId) error(404, { message: '', code: 'not_found' });
  const { language } = event.locals;
  const settings = await apiOf(event).read(({ schools }) =>
    schools[':schoolId'].settings.$get({ param: { schoolId }, query: {} }),
  );
  const zone = zoneLabel(settings.school.timeZone, language, new Date());
  return { ...settings, zone, words: schoolWords(language), nonce: newCommandId(), deep: true };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    const typed = { choice: text('choice'), from: text('from'), nonce: text('nonce'), saw: text('saw') };
    const rule: Rule = {
      required: typed.choice !== 'off',
      from: typed.choice === 'from' ? typed.from : null,
    };
    const body = { ...rule, saw: ruleOf(typed.saw) };
    const path = `/api/schools/${encodeURIComponent(text('school'))}/settings/second-factor`;
    const written = await writeProven(event, form, (api) =>
      api.write('PUT', path, body, commandIdOf(typed.nonce, body)),
    );
    if (written.ok) return { saved: true };
    if ('proof' in written) return fail(403, { typed, proof: written.proof });
    const { status, code, detail, errors } = written.problem;
    return fail(status, { typed: code === 'settings_changed' ? null : typed, fault: errors?.[0]?.message ?? detail });
  },
};

/** The rule a form was shown: `off`, `now`, or the day it holds from. */
function ruleOf(saw: string): Rule {
  return { required: saw !== 'off', from: saw === 'off' || saw === 'now' ? null : saw };
}
