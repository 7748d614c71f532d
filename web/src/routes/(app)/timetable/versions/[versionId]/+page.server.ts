import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import { versionsWords } from '#lib/i18n/versions.ts';
import { ledSchool } from '#lib/led.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { shownOf, wantedOf } from './grid.ts';
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
  const drawn = await api.read(({ schools }) => schools[':schoolId'].timetables.$get({ param, query: {} }));
  const from = query.get('from');
  const preview = isDate(from)
    ? await api.find(({ schools }) =>
        schools[':schoolId'].timetables[':versionId'].publication.$get({ param, query: { from } }),
      )
    : null;
  const shown = shownOf(grid, query.get('of'));
  const text = (name: string) => query.get(name) ?? undefined;
  const picked = grid.lessons.find(({ gridLessonId }) => gridLessonId === (text('edit') ?? text('gridLessonId')));
  // A form without script asks with all its fields; else the cell that was chosen is named.
  const [weekday = text('weekday'), slot = text('slot')] = text('at')?.split('-') ?? [];
  const placing = grid.version.state === 'draft' && (picked !== undefined || weekday !== undefined);
  const asked = { groupId: text('groupId'), teacherId: text('teacherId'), weeks: text('weeks'), room: text('room') };
  const wanted = placing ? wantedOf(grid, shown, picked, { ...asked, weekday, slot }) : null;
  const found =
    wanted && wanted.groupId && wanted.teacherId
      ? await api.find(({ schools }) =>
          schools[':schoolId'].timetables[':versionId'].places.$get({
            param,
            query: {
              group: wanted.groupId,
              teacher: wanted.teacherId,
              weeks: weeksOf(wanted.weeks),
              ...(wanted.room === '' ? {} : { room: wanted.room }),
              ...(picked ? { lesson: picked.gridLessonId } : {}),
            },
          }),
        )
      : null;
  return {
    words: versionsWords(event.locals.language),
    school,
    way: { steps: drawn.steps, current: drawn.current },
    grid,
    preview,
    shown,
    wanted,
    places: found?.places ?? [],
    edit: picked?.gridLessonId ?? null,
    nonce: newCommandId(),
    deep: true,
    topics: [`school:${school.id}`],
  };
};

const weeksOf = (asked: string) => (asked === 'odd' || asked === 'even' ? asked : 'every');

type Text = (name: string) => string;
// A cell of the grid sends its own place; without one the form's counts.
const placeIn = (text: Text) => {
  const [weekday, slot] = text('at') ? text('at').split('-') : [text('weekday'), text('slot')];
  return {
    groupId: text('groupId'),
    weekday: Number(weekday),
    slot: Number(slot),
    weeks: text('weeks') || 'every',
    teacherId: text('teacherId'),
    room: text('room') || null,
  };
};

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
