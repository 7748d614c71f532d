import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { streams } from '@peremena/events';
import { diesAfter } from '../../test/roster/forgetful.ts';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
let school: School;
let now = new Date('2026-11-20T08:00:00Z');
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
  school = await foundSchool(world, 'движение');
  await world.settled();
  const { admin, head, tutor, teacher, otherTeacher } = school.person;
  await world.signIn(admin, head, tutor, teacher, otherTeacher);
});
afterAll(() => world.close());

type Json = Record<string, unknown>;
const path = (klass = school.own.klass) => `/api/classes/${klass}/roster`;
async function send(to: string, body: unknown, { as = school.person.admin, key = randomUUID(), by = world.send } = {}) {
  const answer = await by('POST', to, { as, body, key });
  await world.settled();
  return { status: answer.status, body: (await answer.json()) as Json };
}
async function get(to: string, as = school.person.admin) {
  const answer = await world.send('GET', to, { as });
  return { status: answer.status, body: (await answer.json()) as Json };
}
const roster = async (date: string, klass = school.own.klass, as = school.person.admin) => {
  const { body } = await get(`/api/classes/${klass}?on=${date}`, as);
  return (body['pupils'] as { id: string; groups: string[] }[] | undefined)?.map(({ id, groups }) => [id, groups]);
};
const move = (pupilId: string, on: string, more = {}) => ({
  kind: 'move',
  pupilId,
  on,
  toClassId: school.other.klass,
  groups: null,
  reason: 'family_request',
  ...more,
});

describe('a change of class', () => {
  it('is said in words first, and changes nothing by that', async () => {
    const head = await world.store.head();
    const { status, body } = await send(`${path()}/preview`, move(school.person.classmate, '2026-12-01'));
    expect([status, body]).toMatchObject([
      200,
      {
        ...{ kind: 'move', on: '2026-12-01', lastDay: '2026-11-30', pupil: { id: school.person.classmate } },
        ends: { class: { title: '7Б' }, groups: [{ id: school.own.group }] },
        begins: { class: { title: '9А' }, groups: [{ id: school.other.group }] },
        stays: { groups: [], marks: 1 },
      },
    ]);
    expect(await world.store.head()).toBe(head);
  });

  it('is refused in words where it cannot be, with nothing changed', async () => {
    const head = await world.store.head();
    const { classmate } = school.person;
    for (const [body, code] of [
      [move(classmate, '2026-12-01', { toClassId: school.own.klass }), 'same_class'],
      [move(classmate, '2026-09-01'), 'place_not_begun'],
      [move(classmate, '2026-11-10'), 'marks_stand'],
      [move(classmate, '2026-12-01', { groups: [school.own.group] }), 'group_of_other_class'],
    ] as const) {
      expect((await send(path(), body)).body['code']).toBe(code);
      expect((await send(`${path()}/preview`, body)).body['code']).toBe(code);
    }
    expect(await world.store.head()).toBe(head);
  });

  it('killed on its way it is completed by itself, once, and a repeat hears the same', async () => {
    const { classmate } = school.person;
    const body = move(classmate, '2026-12-01');
    const key = randomUUID();
    const dying = world.with({ commands: diesAfter(world.api.parts.commands, 2) });
    expect((await send(path(), body, { key, by: dying })).status).toBe(500);
    expect(await world.api.finishUnfinished(0)).toBe(1);
    await world.settled();
    const head = await world.store.head();
    const first = await send(path(), body, { key });
    expect(first).toMatchObject({ status: 200, body: { pupilId: classmate } });
    expect(await send(path(), body, { key })).toEqual(first);
    expect(await world.store.head()).toBe(head);
    expect(await world.api.finishUnfinished(0)).toBe(0);
    expect(await roster('2026-11-30')).toContainEqual([classmate, [school.own.group]]);
    expect(await roster('2026-12-01')).not.toContainEqual([classmate, expect.anything()]);
    expect(await roster('2026-12-01', school.other.klass)).toContainEqual([classmate, [school.other.group]]);
  });

  it('pupil transferred: teachers and tutor of before still see what was then', async () => {
    now = new Date('2026-12-02T08:00:00Z');
    const { teacher, tutor, classmate, otherTeacher } = school.person;
    const pupilsOf = async (group: string, as: string) => {
      const { body } = await get(`/api/journal/${group}`, as);
      return (body['pupils'] as { id: string; cells: Json }[]).find(({ id }) => id === classmate);
    };
    expect(Object.keys((await pupilsOf(school.own.group, teacher))?.cells ?? {})).toEqual([school.own.lesson]);
    expect((await pupilsOf(school.other.group, otherTeacher))?.cells).toEqual({});
    expect((await get(`/api/journal/${school.own.group}`, otherTeacher)).status).toBe(403);
    expect(await roster('2026-11-30', school.own.klass, tutor)).toContainEqual([classmate, [school.own.group]]);
    expect(await roster('2026-12-02', school.own.klass, tutor)).not.toContainEqual([classmate, expect.anything()]);
    expect((await get(`/api/diary/${classmate}`, tutor)).status).toBe(404);
  });
});

describe('leaving, arriving and returning', () => {
  const leave = (pupilId: string, lastDay: string) => ({ kind: 'leaving', pupilId, lastDay, reason: 'moved_house' });
  const arrive = (pupil: Json, on: string) => ({ kind: 'arrival', pupil, on, groups: null, reason: 'other' });

  it('a pupil leaves with class and groups, and returns', async () => {
    const { pupil } = school.person;
    expect((await send(path(), arrive({ id: pupil }, '2026-12-05'))).body['code']).toBe('pupil_is_here');
    expect((await send(path(), leave(pupil, '2026-12-10'))).status).toBe(200);
    expect((await send(path(), leave(pupil, '2026-12-10'))).body['code']).toBe('nothing_changes');
    expect(await roster('2026-12-11')).toEqual([]);
    expect((await send(path(), arrive({ id: pupil }, '2026-12-20'))).status).toBe(200);
    expect(await roster('2026-12-15')).toEqual([]);
    expect(await roster('2026-12-20')).toEqual([[pupil, [school.own.group]]]);
  });

  it('a namesake is told apart before anybody new is registered', async () => {
    const names = { familyName: 'Классова', givenName: 'Мария', middleName: null, birthDate: '2014-05-02', others: [] };
    const first = await send(path(), arrive(names, '2026-12-03'));
    expect(first.status).toBe(200);
    const { pupilId } = first.body as { pupilId: string };
    expect((await get(`/api/classes/${school.own.klass}/newcomers?q=классова`)).body).toMatchObject({
      people: [{ id: pupilId, birthDate: '2014-05-02', classTitle: '7Б', from: '2026-12-03', to: null }],
    });
    const again = arrive({ ...names, familyName: 'КЛАССОВА' }, '2026-12-03');
    expect((await send(`${path()}/preview`, again)).body).toMatchObject({ namesakes: [{ id: pupilId }] });
    expect((await send(path(), again)).body).toMatchObject({ code: 'namesakes', facts: { people: [pupilId] } });
    const other = await send(path(), arrive({ ...names, others: [pupilId] }, '2026-12-03'));
    expect(other.status).toBe(200);
    expect(other.body['pupilId']).not.toBe(pupilId);
  });

  it('nobody is taken in whom the school does not know', async () => {
    const stranger = arrive({ id: randomUUID() }, '2026-12-03');
    expect((await send(path(), stranger)).status).toBe(404);
    expect((await send(path(), leave(randomUUID(), '2026-12-03'))).status).toBe(404);
  });
});

it('group split mid-year: marks stay with the group and day they were given in', async () => {
  const { pupil, admin } = school.person;
  const half = randomUUID() as never;
  await world.happened(
    streams.group(school.id as never, half),
    [
      {
        type: 'GroupFormed',
        data: {
          schoolId: school.id,
          groupId: half,
          subjectId: school.subject,
          classId: school.own.klass,
          title: '7Б, группа 2',
          source: null,
        },
      },
    ] as never,
    school.id,
  );
  await world.settled();
  const body = { kind: 'regrouping', pupilId: pupil, on: '2026-12-22', groups: [half], reason: 'school_decision' };
  const preview = await send(`${path()}/preview`, body);
  expect(preview.body).toMatchObject({
    ends: { class: null, groups: [{ id: school.own.group }] },
    begins: { class: null, groups: [{ id: half }] },
    choices: [{ groups: expect.arrayContaining([expect.objectContaining({ id: half, chosen: true })]) as unknown }],
  });
  expect((await send(path(), body)).status).toBe(200);
  expect(await roster('2026-12-21')).toContainEqual([pupil, [school.own.group]]);
  expect(await roster('2026-12-22')).toContainEqual([pupil, [half]]);
  const { body: journal } = await get(`/api/journal/${school.own.group}`, admin);
  const row = (journal['pupils'] as { id: string; to: string | null; cells: Json }[]).find(({ id }) => id === pupil);
  expect([row?.to, Object.keys(row?.cells ?? {})]).toEqual(['2026-12-21', [school.own.lesson]]);
});

it('is the admin’s alone, and needs the password shown again', async () => {
  const body = move(school.person.pupil, '2027-02-01');
  for (const as of [school.person.head, school.person.tutor, school.person.teacher])
    expect((await send(path(), body, { as })).status).toBe(403);
  await world.sql`update api.sessions set proven_at = now() - interval '11 minutes'`;
  expect((await send(path(), body)).body['code']).toBe('step_up_needed');
});
