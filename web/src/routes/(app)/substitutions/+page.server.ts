import { error, fail } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import { substitutionsWords } from '#lib/i18n/substitutions.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { ledSchool } from '#lib/led.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me, shell } = await event.parent();
  const school = ledSchool(me, event.url.searchParams.get('school'));
  if (!school) error(404, shell.notFound);
  const on = event.url.searchParams.get('on');
  const day = await apiOf(event).read(({ schools }) =>
    schools[':schoolId'].absences.$get({ param: { schoolId: school.id }, query: isDate(on) ? { date: on } : {} }),
  );
  const words = substitutionsWords(event.locals.language);
  return { words, school, day, nonce: newCommandId(), topics: [`school:${school.id}`] };
};

export const actions: Actions = {
  report: async (event) => {
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const body = { teacherId: text('teacherId'), from: text('from'), to: text('to') };
    const path = `/api/schools/${encodeURIComponent(text('school'))}/absences`;
    const written = await apiOf(event).write('POST', path, body, commandIdOf(form.get('nonce'), body));
    if (written.ok) return { reported: true };
    const { status, detail, errors = [] } = written.problem;
    const faults = Object.fromEntries(errors.map(({ path: field, message }) => [field, message]));
    return fail(status, { sentence: detail, faults, typed: body });
  },
  takeBack: async (event) => {
    const form = await event.request.formData();
    const part = (name: string) => encodeURIComponent(String(form.get(name) ?? ''));
    const path = `/api/schools/${part('school')}/absences/${part('teacherId')}/${part('absenceId')}`;
    const written = await apiOf(event).write('DELETE', path, {}, commandIdOf(form.get('nonce'), { path }));
    return written.ok ? {} : fail(written.problem.status, { sentence: written.problem.detail });
  },
};
