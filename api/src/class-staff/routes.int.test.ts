import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
let school: School;
let now = new Date('2026-11-20T08:00:00Z');
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
  school = await foundSchool(world, 'учителя');
  await world.settled();
  const { admin, head, tutor, teacher, otherTeacher } = school.person;
  await world.signIn(admin, head, tutor, teacher, otherTeacher);
});
afterAll(() => world.close());

type Json = Record<string, unknown>;
const path = () => `/api/classes/${school.own.klass}/staff`;
async function send(to: string, body: unknown, as = school.person.admin, key = randomUUID() as string) {
  const answer = await world.send('POST', to, { as, body, key });
  await world.settled();
  return { status: answer.status, body: (await answer.json()) as Json };
}
const status = async (to: string, as: string) => (await world.send('GET', to, { as })).status;

it('another teacher from a day on: said first, then so, each for the own days', async () => {
  const { teacher, otherTeacher } = school.person;
  const body = { groupId: school.own.group, on: '2026-11-30', leaves: teacher, joins: otherTeacher };
  expect((await send(`${path()}/preview`, { ...body, on: '2026-11-16' })).body).toMatchObject({
    ...{ on: '2026-11-16', lastDay: '2026-11-15', lessons: 1 },
    leaves: expect.stringContaining('teacher') as unknown,
    joins: expect.stringContaining('otherTeacher') as unknown,
  });
  const key = randomUUID();
  const first = await send(path(), body, undefined, key);
  expect(first.status).toBe(200);
  expect(await send(path(), body, undefined, key)).toEqual(first);
  now = new Date('2026-12-01T08:00:00Z');
  expect(await status(`/api/journal/${school.own.group}`, otherTeacher)).toBe(200);
  expect(await status(`/api/journal/${school.own.group}`, teacher)).toBe(403);
  const mark = { marks: [{ pupilId: school.person.pupil, value: '3', replaces: null }] };
  expect((await send(`/api/lessons/${school.own.lesson}/marks`, mark, otherTeacher)).status).toBe(403);
});

it('another tutor from a day on', async () => {
  const { tutor, teacher } = school.person;
  const body = { groupId: null, on: '2026-12-14', leaves: tutor, joins: teacher };
  expect((await send(path(), body)).status).toBe(200);
  now = new Date('2026-12-15T08:00:00Z');
  const of = `/api/classes/${school.own.klass}`;
  expect([await status(of, tutor), await status(of, teacher)]).toEqual([403, 200]);
});

it('is refused in words, with nothing changed, and is the admin’s alone', async () => {
  const head = await world.store.head();
  const { otherTeacher, teacher, pupil } = school.person;
  const body = { groupId: school.own.group, on: '2027-01-11', leaves: otherTeacher, joins: teacher };
  for (const [change, code] of [
    [{ joins: otherTeacher }, 'nothing_changes'],
    [{ joins: pupil }, 'teacher_not_there'],
    [{ leaves: pupil }, 'not_teaching'],
    [{ on: '2026-11-30' }, 'later_facts'],
    [{ groupId: school.other.group }, 'not_found'],
  ] as const)
    expect((await send(path(), { ...body, ...change })).body['code']).toBe(code);
  for (const as of [school.person.head, school.person.tutor]) expect((await send(path(), body, as)).status).toBe(403);
  expect(await world.store.head()).toBe(head);
});
