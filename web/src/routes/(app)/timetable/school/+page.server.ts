import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import { schoolCalendarWords } from '#lib/i18n/school-calendar.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { bellsIn, specialIn } from './posted.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me, shell } = await event.parent();
  const query = event.url.searchParams;
  const school = me.schools.find(({ id }) => id === query.get('school')) ?? me.schools[0];
  if (!school) error(404, shell.notFound);
  const api = apiOf(event);
  const calendar = await api.read(({ schools }) =>
    schools[':schoolId'].calendar.$get({ param: { schoolId: school.id }, query: {} }),
  );
  const classes = calendar.mayKeep ? await api.find(({ classes: of }) => of.$get({ query: {} })) : null;
  const drawn = calendar.mayKeep
    ? await api.find(({ schools }) =>
        schools[':schoolId'].timetables.$get({ param: { schoolId: school.id }, query: {} }),
      )
    : null;
  const month = query.get('month');
  const day = query.get('day');
  return {
    words: schoolCalendarWords(event.locals.language),
    calendar,
    way: drawn && { steps: drawn.steps, current: drawn.current },
    classes: (classes?.classes ?? []).filter(({ schoolId }) => schoolId === school.id),
    month: isDate(`${month}-01`) ? `${month}-01` : `${calendar.today.slice(0, 7)}-01`,
    day: isDate(day) ? day : null,
    edit: calendar.special.find(({ daysId }) => daysId === query.get('edit')) ?? null,
    nonce: newCommandId(),
    fresh: newCommandId(),
    deep: true,
    topics: [`school:${school.id}`],
  };
};

type Text = (name: string) => string;

/** Writes what a form holds; a refusal goes back beside that form with what was typed. */
async function keep(
  event: RequestEvent,
  form: FormData,
  { method, path, body, about }: { method: string; path: string; body: object; about: string },
) {
  const text: Text = (name) => String(form.get(name) ?? '').trim();
  const address = `/api/schools/${encodeURIComponent(text('school'))}/${path}`;
  const written = await apiOf(event).write(method, address, body, commandIdOf(form.get('nonce'), { path, ...body }));
  if (written.ok) return { about, saved: true };
  const { status, detail, errors = [] } = written.problem;
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  return fail(status, { about, sentence: [detail, ...errors.map(({ message }) => message)].join(' '), typed });
}

type Made = { method: string; path: string; body: object; about: string };
const action = (made: (text: Text, form: FormData) => Made) => async (event: RequestEvent) => {
  const form = await event.request.formData();
  const text: Text = (name) => String(form.get(name) ?? '').trim();
  return keep(event, form, made(text, form));
};

export const actions: Actions = {
  preview: async (event) => {
    const form = await event.request.formData();
    const text: Text = (name) => String(form.get(name) ?? '').trim();
    const path = `/api/schools/${encodeURIComponent(text('school'))}/special-days/effects`;
    const body = { days: specialIn(form), changes: text('daysId') || null };
    const asked = await apiOf(event).write<Effects>('POST', path, body, newCommandId());
    const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
    if (asked.ok) return { about: 'days', effects: asked.value, typed };
    const { status, detail, errors = [] } = asked.problem;
    return fail(status, {
      about: 'days',
      sentence: [detail, ...errors.map(({ message }) => message)].join(' '),
      typed,
    });
  },
  days: action((text, form) => ({
    method: text('daysId') ? 'PUT' : 'POST',
    path: text('daysId') ? `special-days/${encodeURIComponent(text('daysId'))}` : 'special-days',
    body: specialIn(form),
    about: 'days',
  })),
  withdraw: action((text) => ({
    method: 'DELETE',
    path: `special-days/${encodeURIComponent(text('daysId'))}`,
    body: {},
    about: 'list',
  })),
  term: action((text) => ({
    method: text('termId') ? 'PUT' : 'POST',
    path: text('termId') ? `terms/${encodeURIComponent(text('termId'))}` : 'terms',
    body: { title: text('title'), from: text('from'), to: text('to') },
    about: `term ${text('termId')}`,
  })),
  removeTerm: action((text) => ({
    method: 'DELETE',
    path: `terms/${encodeURIComponent(text('termId'))}`,
    body: {},
    about: `term ${text('termId')}`,
  })),
  bells: action((text, form) => ({
    method: 'PUT',
    path: `bell-schedules/${encodeURIComponent(text('scheduleId'))}`,
    body: { title: text('title'), bells: bellsIn(form), saw: JSON.parse(text('saw') || 'null') as unknown },
    about: `bells ${text('known') ? text('scheduleId') : ''}`,
  })),
  removeBells: action((text) => ({
    method: 'DELETE',
    path: `bell-schedules/${encodeURIComponent(text('scheduleId'))}`,
    body: {},
    about: `bells ${text('scheduleId')}`,
  })),
  bellsOf: action((text) => ({
    method: 'PUT',
    path: 'bells-chosen',
    body: { classId: text('classId'), groupId: null, scheduleId: text('scheduleId') || null },
    about: 'classes',
  })),
  room: action((text) => ({
    method: 'PUT',
    path: 'rooms',
    body: { room: text('room'), holds: Number(text('holds') || '1') },
    about: 'rooms',
  })),
  removeRoom: action((text) => ({
    method: 'POST',
    path: 'rooms/removed',
    body: { room: text('room') },
    about: 'rooms',
  })),
};

interface Effects {
  readonly struck: number;
  readonly moved: number;
  readonly planned: number;
  readonly left: number;
  readonly homework: number;
}
