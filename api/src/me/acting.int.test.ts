import { streams, type AnyEvent } from '@peremena/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may } from '../access/may.ts';
import type { May } from '../access/resource.ts';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
let here: School;
let there: School;
const year = { from: '2026-09-01', to: null, source: null };

const tell = (school: School, stream: string, type: string, data: object) =>
  world.happened(stream, [{ type, data: { schoolId: school.id, ...data } } as unknown as AnyEvent], school.id);
const teaches = (school: School, teacherId: string, period: object = year) =>
  tell(school, streams.group(school.id as never, school.own.group as never), 'TeacherAssigned', {
    groupId: school.own.group,
    subjectId: school.subject,
    teacherId,
    ...period,
  });
const guards = (guardianId: string, pupilId: string) =>
  world.happened(
    streams.guardianship(pupilId as never),
    [{ type: 'GuardianLinked', data: { pupilId, guardianId, relation: 'mother', ...year } } as unknown as AnyEvent],
    null,
  );

beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  here = await foundSchool(world, 'здесь');
  there = await foundSchool(world, 'там');
  // A parent who teaches the own child, in both schools; a guardian of two children in two schools; one rehired after a dismissal.
  await guards(here.person.teacher, here.person.pupil);
  await teaches(there, here.person.teacher);
  await guards(here.person.guardian, there.person.pupil);
  await teaches(here, here.person.formerTeacher, { ...year, from: '2026-11-15' });
  await world.settled();
  await world.signIn(here.person.teacher, here.person.guardian, here.person.formerTeacher);
});
afterAll(() => world.close());

interface Me {
  readonly roles: readonly { readonly role: string; readonly schoolId: string | null; readonly factId: string }[];
  readonly acting: string | null;
  readonly places: readonly string[];
  readonly schools: readonly { readonly id: string }[];
  readonly children: readonly { readonly id: string }[];
}
const send = (as: string, method: string, path: string, acting?: string, body?: unknown) =>
  world.send(method, path, { as, body, ...(acting === undefined ? {} : { headers: { 'peremena-acting': acting } }) });
const get = async <T>(as: string, path: string, acting?: string) =>
  (await send(as, 'GET', path, acting)).json() as Promise<T>;
const me = (as: string, acting?: string) => get<Me>(as, '/api/me', acting);
const roleOf = async (as: string, role: string, school: string | null) =>
  (await me(as)).roles.find((one) => one.role === role && one.schoolId === school)?.factId ?? '';
const groups = async (as: string, acting?: string) =>
  (await get<{ groups: readonly { readonly id: string }[] }>(as, '/api/journal', acting)).groups.map(({ id }) => id);

describe('a parent who teaches the own child', () => {
  const diary = () => `/api/diary/${here.person.pupil}`;
  const topic = () => `/api/lessons/${here.own.lesson}/topic`;

  it('may choose between the roles held, work before family', async () => {
    const { roles, acting } = await me(here.person.teacher);
    expect(acting).toBeNull();
    expect(roles.map(({ role }) => role)).toEqual(['teacher', 'teacher', 'guardian']);
    expect(new Set(roles.map(({ schoolId }) => schoolId))).toEqual(new Set([here.id, there.id, null]));
  });

  it('without a choice works as a teacher, and still opens the child’s diary where a link leads there', async () => {
    expect((await groups(here.person.teacher)).toSorted()).toEqual([here.own.group, there.own.group].toSorted());
    expect((await send(here.person.teacher, 'GET', diary())).status).toBe(200);
  });

  it('as a teacher of one school has its journals, its places, and no diary', async () => {
    const teacher = await roleOf(here.person.teacher, 'teacher', here.id);
    expect(await groups(here.person.teacher, teacher)).toEqual([here.own.group]);
    expect(await me(here.person.teacher, teacher)).toMatchObject({
      acting: teacher,
      places: ['today', 'journal', 'timetable'],
      schools: [{ id: here.id }],
      children: [],
    });
    expect((await send(here.person.teacher, 'GET', diary(), teacher)).status).toBe(403);
    const elsewhere = `/api/journal/${there.own.group}`;
    expect((await send(here.person.teacher, 'GET', elsewhere, teacher)).status).toBe(403);
    const day = await get<{ school: { id: string } }>(here.person.teacher, '/api/today', teacher);
    expect(day.school.id).toBe(here.id);
  });

  it('as a parent has the diary and writes nothing', async () => {
    const guardian = await roleOf(here.person.teacher, 'guardian', null);
    expect(await groups(here.person.teacher, guardian)).toEqual([]);
    expect(await me(here.person.teacher, guardian)).toMatchObject({
      acting: guardian,
      places: ['diary', 'timetable'],
      children: [{ id: here.person.pupil }],
    });
    expect((await send(here.person.teacher, 'GET', diary(), guardian)).status).toBe(200);
    const body = { topic: 'Дроби', saw: 'Тема 7Б здесь' };
    expect((await send(here.person.teacher, 'PUT', topic(), guardian, body)).status).toBe(403);
  });

  const neverBoth = async (sent: World['send']) => {
    const as = here.person.teacher;
    const status = async (path: string, acting: string) =>
      (await sent('GET', path, { as, headers: { 'peremena-acting': acting } })).status;
    const [teacher, guardian] = [await roleOf(as, 'teacher', here.id), await roleOf(as, 'guardian', null)];
    const journal = `/api/journal/${here.own.group}`;
    expect([await status(diary(), teacher), await status(journal, teacher)]).toEqual([403, 200]);
    expect([await status(diary(), guardian), await status(journal, guardian)]).toEqual([200, 403]);
  };
  it('is never both at once', () => neverBoth(world.send));
  it('fault: roles that are joined are caught', async () => {
    const joining: May = (actor, _, ...asked) => may(actor, null, ...asked);
    await expect(neverBoth(world.with({ may: joining }))).rejects.toThrow();
  });

  it('the role acted in stands in the event', async () => {
    const teacher = await roleOf(here.person.teacher, 'teacher', here.id);
    const body = { topic: 'Дроби', saw: 'Тема 7Б здесь' };
    const answer = await send(here.person.teacher, 'PUT', topic(), teacher, body);
    expect(answer.status).toBe(200);
    const { position } = (await answer.json()) as { position: string };
    const [event] = await world.store.readAll({ from: BigInt(position), limit: 1 });
    expect(event?.metadata.actingAs).toEqual({ role: 'teacher', fact: teacher });
  });
});

describe('the live stream', () => {
  const watch = async (topic: string, acting: string) => {
    const answer = await send(here.person.teacher, 'GET', `/api/live?topics=${topic}&acting=${acting}`);
    await answer.body?.cancel();
    return answer.status;
  };

  it('is that of the role acted in', async () => {
    const teacher = await roleOf(here.person.teacher, 'teacher', here.id);
    const guardian = await roleOf(here.person.teacher, 'guardian', null);
    expect(await watch(`group:${here.own.group}`, teacher)).toBe(200);
    expect(await watch(`pupil:${here.person.pupil}`, teacher)).not.toBe(200);
    expect(await watch(`pupil:${here.person.pupil}`, guardian)).toBe(200);
    expect(await watch(`group:${here.own.group}`, guardian)).not.toBe(200);
  });
});

it('guardian of two children in two schools: one role, both children', async () => {
  const asked = await me(here.person.guardian);
  expect(asked.roles).toMatchObject([{ role: 'guardian', schoolId: null }]);
  const ids = [here.person.pupil, there.person.pupil].toSorted();
  expect(asked.children.map(({ id }) => id).toSorted()).toEqual(ids);
  const chosen = await me(here.person.guardian, asked.roles[0]?.factId);
  expect(chosen.children.map(({ id }) => id).toSorted()).toEqual(ids);
  expect(new Set(chosen.schools.map(({ id }) => id))).toEqual(new Set([here.id, there.id]));
});

describe('a teacher dismissed and rehired', () => {
  it('goes on in the role chosen before, with the rights of the new period', async () => {
    const facts = await world.api.parts.facts.ofPerson(here.person.formerTeacher);
    const before = facts.find(({ kind, to }) => kind === 'teaches' && to !== null)?.id;
    expect((await me(here.person.formerTeacher, before)).acting).not.toBeNull();
    expect(await groups(here.person.formerTeacher, before)).toEqual([here.own.group]);
  });

  it('a role that has ended, or a fact that is nobody’s, is as if none had been chosen', async () => {
    const guardian = await world.api.parts.facts.ofPerson(here.person.formerGuardian);
    expect(await me(here.person.formerTeacher, guardian[0]?.id)).toMatchObject({ acting: null });
    expect(await groups(here.person.formerTeacher, guardian[0]?.id)).toEqual([here.own.group]);
  });
});
