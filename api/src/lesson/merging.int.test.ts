import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSeventhA, openSmallSchool, seventhA, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
let now: Date = small.now;
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
  await openSeventhA(await openSmallSchool(world.api.commands));
  await world.settled();
  await world.signIn(small.teacher, small.other, small.head, small.mother);
});
afterAll(() => world.close());

async function call(as: string, method: string, path: string, body?: unknown) {
  const answer = await world.send(method, `/api${path}`, { as, body });
  const text = await answer.text();
  await world.settled();
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
}
const head = (method: string, path: string, body?: unknown) => call(small.head, method, path, body);
const reason = 'teacher_absent';
const of = `/lessons/${small.friday}`;
const merge = (withLessonId: string, saw: string | null = null) =>
  head('PUT', `${of}/merger`, { withLessonId, reason, saw });
const part = () => head('PUT', `${of}/substitute`, { substituteId: null, reason, saw: small.other });
const inWeek = async (query: string, id: string) => {
  const { body } = await call(small.mother, 'GET', `/schools/${small.schoolId}/timetable?date=2026-11-20&${query}`);
  return (body['lessons'] as { id: string }[]).find((lesson) => lesson.id === id);
};
const inDiary = async () => {
  const { body } = await call(small.mother, 'GET', `/diary/${small.anna}`);
  const days = body['days'] as { lessons: (Record<string, unknown> & { id: string })[] }[];
  return days.flatMap(({ lessons }) => lessons).find(({ id }) => id === small.friday);
};
const clashes = async () =>
  (await head('GET', `/schools/${small.schoolId}/timetable/clashes?date=2026-11-20`)).body['clashes'];
const told = async (as: string) => {
  const { body } = await call(as, 'GET', '/notices');
  return (body['lines'] as { why: string; steps: { what: string }[] }[]).map(({ why, steps }) => [
    why,
    steps.at(-1)?.what,
  ]);
};

it('lessons of the hour are offered, and merging is one decision that everybody sees', async () => {
  const { body } = await head('GET', `${of}/substitutes`);
  expect(body['merges']).toEqual([
    {
      lessonId: seventhA.friday,
      group: '7А',
      subject: 'Алгебра',
      teacher: { id: small.other, short: 'Дьяков И. П.' },
      room: '305',
      sameSubject: true,
      sameGrade: true,
    },
  ]);
  expect((await merge(small.wednesday)).body).toMatchObject({ code: 'merge_impossible' });
  expect((await merge(seventhA.friday)).status).toBe(200);
  expect((await merge(seventhA.friday, small.other)).body['ids']).toEqual([]);
  const together = { groups: ['7А'], broken: false };
  expect(await inDiary()).toMatchObject({ teacher: 'Дьяков И. П.', room: '305', together });
  expect(await inWeek(`class=${small.classId}`, small.friday)).toMatchObject({ room: '305', together });
  expect(await inWeek('room=305', small.friday)).toBeDefined();
  expect(await inWeek('room=305', seventhA.friday)).toMatchObject({ together: { groups: ['7Б'], broken: false } });
  const { body: journal } = await head('GET', `/journal/${small.groupId}`);
  const columns = journal['lessons'] as { id: string; together: unknown }[];
  expect(columns.flatMap(({ id, together: with7a }) => (with7a ? [[id, with7a]] : []))).toEqual([
    [small.friday, together],
  ]);
  expect(await clashes()).toEqual([]);
  expect(await told(small.mother)).toEqual([['guardian', 'lessons_merged']]);
  expect(await told(small.other)).toEqual([['substitute', 'lessons_merged']]);
});

it('who gives both may write in both, in the window alone', async () => {
  const roll = () => call(small.other, 'PUT', `${of}/attendance`, { exceptions: [] });
  expect((await roll()).status).toBe(403);
  now = new Date('2026-11-20T07:00:00Z');
  expect((await call(small.other, 'GET', of)).body).toMatchObject({
    lesson: { room: '305', together: { groups: ['7А'] } },
  });
  expect((await call(small.other, 'GET', `/lessons/${small.wednesday}`)).status).toBe(403);
  now = new Date('2026-11-28T07:00:00Z');
  expect((await call(small.other, 'GET', of)).status).toBe(403);
  now = small.now;
});

it('the calendar says so, under the same id and a higher SEQUENCE', async () => {
  const made = await world.send('POST', '/api/calendars', {
    as: small.mother,
    body: { schoolId: small.schoolId, pupilId: small.anna },
  });
  const { path } = (await made.json()) as { path: string };
  const text = (await (await world.send('GET', path, {})).text()).replaceAll('\r\n ', '');
  const event = text.split('BEGIN:VEVENT').find((one) => one.includes(small.friday));
  expect(event).toMatch(/SEQUENCE:1\b/);
  expect(event).toMatch(/(вместе с|together with) 7А/);
  expect(event).toContain('305');
});

it('when the other lesson is not given any more, a new decision is wanted', async () => {
  expect((await head('POST', `/lessons/${seventhA.friday}/cancellation`, { reason: 'other' })).status).toBe(200);
  const day = await head('GET', `/schools/${small.schoolId}/absences?date=2026-11-20`);
  const lesson = (day.body['lessons'] as { id: string }[]).find(({ id }) => id === small.friday);
  expect(lesson).toMatchObject({ together: { broken: true } });
  expect((await head('DELETE', `/lessons/${seventhA.friday}/cancellation`)).status).toBe(200);
});

it('is undone: both lessons are as they were, and the right ends', async () => {
  expect((await part()).status).toBe(200);
  expect(await inDiary()).toMatchObject({ teacher: 'Кравцова Е. А.', room: '214', together: null });
  now = new Date('2026-11-20T07:00:00Z');
  expect((await call(small.other, 'GET', of)).status).toBe(403);
  now = small.now;
  expect((await told(small.mother))[0]).toEqual(['guardian', 'lessons_parted']);
  // A plain substitute who gives another lesson meanwhile is still refused.
  const plain = await head('PUT', `${of}/substitute`, { substituteId: small.other, reason, saw: null });
  expect(plain.body).toMatchObject({ code: 'lesson_clashes' });
});
