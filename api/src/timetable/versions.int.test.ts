import { afterAll, beforeAll, expect, it } from 'vitest';
import { carryOutTimetable } from '../jobs/carry-out-timetable.ts';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';
import { unfinishedTimetables } from '@peremena/projections/queries';

let world: World;
let versionId = '';
beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  await openSmallSchool(world.api.commands);
  await world.settled();
  await world.signIn(small.teacher, small.other, small.mother, small.head);
});
afterAll(() => world.close());

const of = `/api/schools/${small.schoolId}/timetables`;
const asHead = (method: string, path: string, body?: unknown) =>
  world.send(method, `${of}${path}`, { as: small.head, body });
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
const place = (weekday: number, slot: number) => ({
  groupId: small.groupId,
  weekday,
  slot,
  weeks: 'every',
  teacherId: small.teacher,
  room: '214',
});
interface Grid {
  readonly lessons: readonly { readonly gridLessonId: string; readonly weekday: number }[];
  readonly clashes: readonly { kind: string; first: string; second: string; accepted: boolean }[];
}
const grid = async (): Promise<Grid> => {
  await world.settled();
  return json<Grid>(asHead('GET', `/${versionId}`));
};
/** The lessons that are given from the next Monday on. */
const lessons = async () => {
  await world.settled();
  return world.sql<{ date: string; slot: number }[]>`
    select date::text as date, slot from lessons_v2 where school_id = ${small.schoolId} and date >= '2026-11-23' and cancelled is null
    order by date, slot`;
};

it('a draft is placed lesson by lesson, and clashes are seen before it is published', async () => {
  ({ versionId } = await json<{ versionId: string }>(asHead('POST', '', { title: 'Вторая четверть', copyOf: null })));
  await world.settled();
  for (const [weekday, slot] of [
    [0, 2],
    [2, 3],
    [2, 3],
  ] as const) {
    expect((await asHead('POST', `/${versionId}/lessons`, place(weekday, slot))).status).toBe(201);
  }
  const { clashes } = await grid();
  expect(clashes.map(({ kind }) => kind).toSorted()).toEqual(['group', 'room', 'teacher']);
  const refused = await asHead('POST', `/${versionId}/publication`, { from: '2026-11-23' });
  expect(await refused.json()).toMatchObject({ code: 'timetable_clashes', facts: { clashes: 3 } });
});

it('before a lesson is placed each place says what it would clash with there', async () => {
  const { lessons: there } = await grid();
  const asked = { group: small.groupId, teacher: small.other, room: '12', weeks: 'odd' };
  const places = async (more: Readonly<Record<string, string>> = {}) =>
    (
      await json<{ places: { weekday: number; slot: number; taken: { kind: string; by: string }[] }[] }>(
        asHead('GET', `/${versionId}/places?${String(new URLSearchParams({ ...asked, ...more }))}`),
      )
    ).places.filter(({ taken }) => taken.length > 0);
  const monday = there.find(({ weekday }) => weekday === 0)?.gridLessonId ?? '';
  const first = (await places())[0];
  expect(first).toEqual({ weekday: 0, slot: 2, taken: [{ kind: 'group', by: monday }] });
  const own = await places({ teacher: small.teacher, room: '214' });
  expect(own[0]?.taken.map(({ kind }) => kind).toSorted()).toEqual(['group', 'room', 'teacher']);
  expect((await places({ lesson: monday })).map(({ weekday, slot }) => [weekday, slot])).toEqual([[2, 3]]);
  const foreign = await asHead(
    'GET',
    `/${versionId}/places?${String(new URLSearchParams({ ...asked, teacher: small.anna }))}`,
  );
  expect(foreign.status).toBe(404);
});

it('who saw another place overwrites nothing', async () => {
  const twice = (await grid()).lessons.filter(({ weekday }) => weekday === 2)[1]?.gridLessonId ?? '';
  const path = `/${versionId}/lessons/${twice}`;
  expect((await asHead('PUT', path, { to: place(4, 1), saw: place(2, 3) })).status).toBe(200);
  const late = await asHead('PUT', path, { to: place(3, 1), saw: place(2, 3) });
  expect(await late.json()).toMatchObject({ code: 'grid_lesson_changed' });
  expect((await grid()).clashes).toEqual([]);
});

it('is published once: cut off in the midst it goes on, and the lessons are those of the grid', async () => {
  expect(await json(asHead('GET', `/${versionId}/publication?from=2026-11-23`))).toMatchObject({ left: 0, struck: 0 });
  world.api.timetables.close();
  expect((await asHead('POST', `/${versionId}/publication`, { from: '2026-11-23' })).status).toBe(200);
  await world.settled();
  const [work] = await unfinishedTimetables(world.sql);
  if (!work) throw new Error('nothing to carry out');
  let left = 4;
  const cut = carryOutTimetable(
    world.api.parts,
    work,
    () => undefined,
    () => (left -= 1) < 0,
  );
  await expect(cut).rejects.toThrow('stopped');
  const begun = (await lessons()).length;
  expect(begun).toBeLessThan(16);
  await carryOutTimetable(world.api.parts, work, () => undefined);
  const done = await lessons();
  const weekdays = (date: string) => new Date(date).getUTCDay();
  expect(done.every(({ date, slot }) => ({ 1: 2, 3: 3, 5: 1 })[weekdays(date)] === slot)).toBe(true);
  expect(done).toHaveLength(16);
  const head = await world.store.head();
  await carryOutTimetable(world.api.parts, work, () => undefined);
  expect([await lessons(), await world.store.head()]).toEqual([done, head]);
  expect(await unfinishedTimetables(world.sql)).toEqual([]);
});

it('tells each person their own changes and nobody else’s', async () => {
  const changes = (as: string, query = '') =>
    json<{ changes: unknown[] }>(world.send('GET', `${of}/${versionId}/changes${query}`, { as }));
  expect((await changes(small.mother, `?pupil=${small.anna}`)).changes).toHaveLength(3);
  expect((await changes(small.teacher)).changes).toHaveLength(3);
  expect((await changes(small.other)).changes).toEqual([]);
  const foreign = await world.send('GET', `${of}/${versionId}/changes?pupil=${small.boris}`, { as: small.mother });
  expect(foreign.status).toBe(404);
});
