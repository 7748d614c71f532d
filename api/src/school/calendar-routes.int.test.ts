import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  await openSmallSchool(world.api.commands);
  await world.settled();
  await world.signIn(small.teacher, small.mother, small.head);
});
afterAll(() => world.close());

const of = `/api/schools/${small.schoolId}`;
const asHead = (method: string, path: string, body?: unknown) =>
  world.send(method, `${of}/${path}`, { as: small.head, body });
const answerOf = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;

/** Waits until calendar and timetable are carried out into lessons. */
async function carriedOut(): Promise<void> {
  await world.settled();
  world.api.timetables.kick();
  await world.api.timetables.idle();
  await world.settled();
}
interface Day {
  readonly date: string;
  readonly special: { readonly title: string } | null;
  readonly lessons: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}
const friday = async (): Promise<Day> => {
  const { days } = await answerOf<{ days: readonly Day[] }>(
    world.send('GET', `/api/diary/${small.anna}?day=2026-11-20`, { as: small.mother }),
  );
  return days.find(({ date }) => date === '2026-11-20') as Day;
};
const dayOff = {
  kind: 'day_off',
  title: 'Карантин',
  from: '2026-11-20',
  to: '2026-11-21',
  bells: [],
  runsAs: null,
};
const daysId = async () =>
  (await answerOf<{ special: readonly { daysId: string }[] }>(asHead('GET', 'calendar'))).special[0]?.daysId;

it('a day off: seen beforehand, taken out of every diary, given back when withdrawn', async () => {
  const effects = await answerOf(asHead('POST', 'special-days/effects', { days: dayOff, changes: null }));
  expect(effects).toEqual({ struck: 1, moved: 0, planned: 0, left: 0, homework: 0 });
  expect((await asHead('POST', 'special-days', dayOff)).status).toBe(201);
  await carriedOut();
  expect(await friday()).toMatchObject({ special: { title: 'Карантин' }, lessons: [] });
  const added = await world.send('POST', '/api/lessons', {
    as: small.teacher,
    body: { groupId: small.groupId, date: '2026-11-20', slot: 4 },
  });
  expect(await added.json()).toMatchObject({ code: 'day_off' });
  expect((await asHead('DELETE', `special-days/${await daysId()}`)).status).toBe(200);
  await carriedOut();
  expect(await friday()).toMatchObject({ special: null, lessons: [{ id: small.friday }] });
});

it('homework of a lesson that a day off takes stays to be read', async () => {
  const homework = { text: '№ 17', dueOn: null, saw: null };
  await world.send('PUT', `/api/lessons/${small.friday}/homework`, { as: small.teacher, body: homework });
  await world.settled();
  expect(await answerOf(asHead('POST', 'special-days/effects', { days: dayOff, changes: null }))).toMatchObject({
    struck: 1,
    homework: 1,
  });
  await asHead('POST', 'special-days', dayOff);
  await carriedOut();
  expect((await friday()).lessons).toMatchObject([{ id: small.friday, cancelled: 'day_off', given: { text: '№ 17' } }]);
  await asHead('DELETE', `special-days/${await daysId()}`);
  await carriedOut();
});

it('a short day rings otherwise, for the class that goes by other bells too', async () => {
  const short = '00000000-0000-4000-8000-0000000000a1';
  const bells = [{ slot: 2, from: '09:10', to: '09:40' }];
  await asHead('PUT', `bell-schedules/${short}`, { title: 'Короткий день', bells, saw: null });
  const day = { ...dayOff, kind: 'short_day', to: dayOff.from, bells: [{ usual: small.schoolId, instead: short }] };
  expect((await asHead('POST', 'special-days', day)).status).toBe(201);
  await carriedOut();
  expect((await friday()).lessons).toMatchObject([{ from: '09:10', to: '09:40' }]);
  await asHead('DELETE', `special-days/${await daysId()}`);
  await asHead('PUT', 'bells-chosen', { classId: small.classId, groupId: null, scheduleId: short });
  await carriedOut();
  expect((await friday()).lessons).toMatchObject([{ from: '09:10', to: '09:40' }]);
  expect(await (await asHead('DELETE', `bell-schedules/${short}`)).json()).toMatchObject({ code: 'bells_in_use' });
  await asHead('PUT', 'bells-chosen', { classId: small.classId, groupId: null, scheduleId: null });
  await carriedOut();
  expect((await friday()).lessons).toMatchObject([{ from: '09:25', to: '10:10' }]);
});

it('a place a lesson was moved from is free, and one it was moved to is not', async () => {
  const place = { date: '2026-11-20', slot: 5, room: '214', reason: 'other', saw: { date: '2026-11-20', slot: 2 } };
  expect((await world.send('PUT', `/api/lessons/${small.friday}/place`, { as: small.head, body: place })).status).toBe(
    200,
  );
  await world.settled();
  const add = async (slot: number) =>
    world.send('POST', '/api/lessons', {
      as: small.teacher,
      body: { groupId: small.groupId, date: '2026-11-20', slot },
    });
  expect(await (await add(5)).json()).toMatchObject({ code: 'lesson_clashes' });
  expect((await add(2)).status).toBe(201);
  await world.settled();
  expect(await (await add(2)).json()).toMatchObject({ code: 'lesson_exists' });
});
