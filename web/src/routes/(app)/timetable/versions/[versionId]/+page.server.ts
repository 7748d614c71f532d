import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import { versionsWords } from '#lib/i18n/versions.ts';
import { ledSchool } from '#lib/led.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me, shell } = await event.parent();
  const query = event.url.searchParams;
  const school = ledSchool(me, query.get('school'));
  if (!school) error(404, shell.notFound);
  const api = apiOf(event);
  const param = { schoolId: school.id, versionId: event.params.versionId };
  const grid = await api.read(({ schools }) =>
    schools[':schoolId'].timetables[':versionId'].$get({ param, query: {} }),
  );
  const from = query.get('from');
  const preview = isDate(from)
    ? await api.find(({ schools }) =>
        schools[':schoolId'].timetables[':versionId'].publication.$get({ param, query: { from } }),
      )
    : null;
  return {
    words: versionsWords(event.locals.language),
    school,
    grid,
    preview,
    of: query.get('of'),
    edit: query.get('edit'),
    at: query.get('at'),
    nonce: newCommandId(),
    deep: true,
    topics: [`school:${school.id}`],
  };
};

type Text = (name: string) => string;
const placeIn = (text: Text) => ({
  groupId: text('groupId'),
  weekday: Number(text('weekday')),
  slot: Number(text('slot')),
  weeks: text('weeks') || 'every',
  teacherId: text('teacherId'),
  room: text('room') || null,
});

/** Writes one change of the version; done, the page shows the grid again. */
const change =
  (
    made: (text: Text) => {
      readonly method: string;
      readonly path: string;
      readonly body: object;
      readonly about: string;
    },
  ) =>
  async (event: RequestEvent) => {
    const form = await event.request.formData();
    const text: Text = (name) => String(form.get(name) ?? '').trim();
    const { method, path, body, about } = made(text);
    const version = encodeURIComponent(event.params['versionId'] ?? '');
    const address = `/api/schools/${encodeURIComponent(text('school'))}/timetables/${version}${path}`;
    const written = await apiOf(event).write(method, address, body, commandIdOf(form.get('nonce'), { path, ...body }));
    const back = new URLSearchParams({ school: text('school'), of: text('of') });
    if (written.ok)
      redirect(303, method === 'DELETE' ? `/timetable/versions?${back}` : `/timetable/versions/${version}?${back}`);
    const { status, detail, errors = [] } = written.problem;
    const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
    return fail(status, { about, sentence: [detail, ...errors.map(({ message }) => message)].join(' '), typed });
  };

const sawIn = (text: Text): unknown => JSON.parse(text('saw') || 'null');

export const actions: Actions = {
  place: change((text) => ({ method: 'POST', path: '/lessons', body: placeIn(text), about: 'lesson' })),
  change: change((text) => ({
    method: 'PUT',
    path: `/lessons/${encodeURIComponent(text('gridLessonId'))}`,
    body: { to: placeIn(text), saw: sawIn(text) },
    about: 'lesson',
  })),
  remove: change((text) => ({
    method: 'POST',
    path: `/lessons/${encodeURIComponent(text('gridLessonId'))}/removal`,
    body: { saw: sawIn(text) },
    about: 'lesson',
  })),
  accept: change((text) => ({
    method: 'POST',
    path: '/accepted',
    body: { kind: text('kind'), first: text('first'), second: text('second') },
    about: 'clashes',
  })),
  publish: change((text) => ({ method: 'POST', path: '/publication', body: { from: text('from') }, about: 'publish' })),
  withdraw: change(() => ({ method: 'DELETE', path: '', body: {}, about: 'publish' })),
};
