import { afterAll, beforeAll, expect, it } from 'vitest';
import type { May } from '../src/access/resource.ts';
import { registeredRoutes } from '../src/core/registry.ts';
import { foundSchool, type School } from './school.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let [here, there]: readonly School[] = [];
let draft: string;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  here = await foundSchool(world, 'канарейка-17');
  there = await foundSchool(world, 'канарейка-99');
  await world.settled();
  await world.signIn(...Object.values(here.person));
  const body = { title: 'Черновик', copyOf: null };
  const made = await world.send('POST', `/api/schools/${here.id}/timetables`, { as: here.person.head, body });
  draft = ((await made.json()) as { versionId: string }).versionId;
  await world.settled();
});
afterAll(() => world.close());

type Asked = readonly [method: 'GET' | 'POST' | 'PUT', path: string, body?: object];

/** Wherever the id of a group can be put: into the path, the query and the body. */
function withGroup({ id, own, person }: School, group: string): readonly Asked[] {
  const inGrid = { teacher: person.teacher, weeks: 'every' };
  const roster = { kind: 'regrouping', on: '2026-12-01', pupilId: person.pupil, groups: [group], reason: 'correction' };
  const staff = { groupId: group, on: '2026-12-01', leaves: person.teacher, joins: person.otherTeacher };
  return [
    ['GET', `/api/journal/${group}`],
    ['GET', `/api/journal/${group}/brought-in`],
    ['GET', `/api/journal/${group}/journal.xlsx`],
    ['GET', `/api/lessons/new?group=${group}`],
    ['GET', `/api/schools/${id}/timetable?group=${group}&date=2026-11-19`],
    ['GET', `/api/live?topics=group:${group}`],
    ['POST', '/api/lessons', { groupId: group, date: '2026-11-23', slot: 1, room: null }],
    ['PUT', `/api/schools/${id}/bells-chosen`, { groupId: group, scheduleId: null }],
    ['POST', `/api/classes/${own.klass}/staff/preview`, staff],
    ['POST', `/api/classes/${own.klass}/staff`, staff],
    ['POST', `/api/classes/${own.klass}/roster/preview`, roster],
    ['POST', `/api/classes/${own.klass}/roster`, roster],
    ['GET', `/api/schools/${id}/timetables/${draft}/places?${new URLSearchParams({ ...inGrid, group }).toString()}`],
    [
      'POST',
      `/api/schools/${id}/timetables/${draft}/lessons`,
      {
        groupId: group,
        teacherId: person.teacher,
        weekday: 1,
        slot: 1,
        weeks: 'every',
        room: null,
      },
    ],
  ];
}

const absent = '6f0b8f0e-7d2b-4a53-9f0a-9c1e2d3a4b5c';
const roles = ['pupil', 'guardian', 'teacher', 'formerTeacher', 'tutor', 'head', 'admin'] as const;
const gone = ['formerTeacher', 'formerGuardian'] as const;

/** What is said of a group of another school and of one that is nowhere: the same, word for word, wherever and by whomever it is asked. */
async function told(send: World['send']): Promise<{ compared: number; statuses: Set<number>; different: string[] }> {
  if (!here || !there) throw new Error('no school');
  const said = async ([method, path, body]: Asked, as: string, group: string) => {
    const answer = await send(method, path, { as, ...(body ? { body } : {}) });
    const stream = answer.headers.get('content-type')?.startsWith('text/event-stream');
    if (stream) await answer.body?.cancel();
    const text = stream ? 'a stream' : await answer.text();
    const plain = text.replaceAll(group, 'GROUP').replaceAll(/"requestId":"[^"]*"/g, '');
    return { status: answer.status, text: plain, headers: [...answer.headers.keys()] };
  };
  const different: string[] = [];
  const statuses = new Set<number>();
  let compared = 0;
  const asks = [
    ...roles.map((role) => ({ role, hidden: there?.own.group ?? '' })),
    // Of the own school, of which they are no more.
    ...gone.map((role) => ({ role, hidden: here?.own.group ?? '' })),
  ];
  for (const { role, hidden } of asks) {
    const nowhere = withGroup(here, absent);
    for (const [at, one] of withGroup(here, hidden).entries()) {
      const as = here.person[role];
      const [a, b] = [await said(one, as, hidden), await said(nowhere[at]!, as, absent)];
      compared += 1;
      statuses.add(a.status);
      if (JSON.stringify(a) !== JSON.stringify(b))
        different.push(`${role} ${one[0]} ${one[1]}: ${a.status}, ${b.status}`);
      if (a.text.includes('канарейка-99')) different.push(`${role} ${one[1]}: words of another school`);
    }
  }
  return { compared, statuses, different };
}

it('a group of another school answers word for word like one that is nowhere', async () => {
  const { compared, statuses, different } = await told(world.send);
  expect(different).toEqual([]);
  expect(compared).toBe((roles.length + gone.length) * 14);
  expect([...statuses].toSorted()).toEqual([200, 403, 404, 409]);
});

it('every route with a group in its path is asked', () => {
  const asked = withGroup(here!, 'GROUP').map(([method, path]) => `${method} ${path}`);
  const routes = registeredRoutes(world.api.app).filter(({ path }) => path.includes(':groupId'));
  expect(routes.length).toBeGreaterThan(0);
  for (const { method, path } of routes) expect(asked).toContain(`${method} ${path.replace(':groupId', 'GROUP')}`);
});

it('planted fault: a policy that tells a stranger «forbidden» is an oracle', async () => {
  const telling: May = (...asked) => {
    const verdict = world.api.parts.may(...asked);
    return verdict.allowed ? verdict : { allowed: false, known: true };
  };
  expect((await told(world.with({ may: telling }))).different.length).toBeGreaterThan(0);
});
