import { streams, type PersonId } from '@peremena/events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
const stranger = '5a5a5a5a-5a5a-4a5a-8a5a-5a5a5a5a5a5a' as PersonId;
beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  await openSmallSchool(world.api.commands);
  await world.settled();
  await world.happened(
    streams.person(stranger),
    [
      {
        type: 'PersonRegistered',
        data: {
          personId: stranger,
          familyName: 'Одинцов',
          givenName: 'Олег',
          middleName: null,
          birthDate: null,
          source: null,
        },
      },
    ],
    null,
  );
  await world.settled();
  await world.signIn(small.teacher, small.other, small.head, small.mother, small.anna, stranger);
});
afterAll(() => world.close());

const get = async (as: string, path: string) =>
  (await world.send('GET', path, { as })).json() as Promise<Record<string, unknown>>;
const school = { id: small.schoolId, title: 'Школа № 17', timeZone: 'Europe/Moscow', today: '2026-11-18' };

it('tells a parent about the child', async () => {
  expect(await get(small.mother, '/api/me')).toMatchObject({
    person: { id: small.mother, short: 'Соколова Н. С.' },
    schools: [school],
    children: [{ id: small.anna, classTitle: '7Б', schoolTitle: 'Школа № 17', colour: 1, initials: 'АС' }],
    places: ['diary', 'timetable'],
    mustChangePassword: false,
  });
});

it('tells everybody the places they come for', async () => {
  const placesOf = async (who: string) => (await get(who, '/api/me'))['places'];
  expect(await placesOf(small.teacher)).toEqual(['today', 'journal', 'timetable']);
  expect(await placesOf(small.head)).toEqual(['journal', 'timetable', 'substitutions']);
  expect(await placesOf(small.anna)).toEqual(['diary', 'timetable']);
});

it('leaves nobody without a place: a teacher who has no group yet, a pupil who has no class yet', async () => {
  const placesOf = async (who: string) => (await get(who, '/api/me'))['places'];
  expect(await placesOf(small.other)).toEqual(['today', 'journal', 'timetable']);
  expect(await get(small.other, '/api/today')).toMatchObject({ lessons: [], next: null, groups: [] });
  expect(await placesOf(stranger)).toEqual(['diary']);
});

it('gives the teacher the day: its lessons, the next day and the groups', async () => {
  expect(await get(small.teacher, '/api/today')).toMatchObject({
    date: '2026-11-18',
    school: { id: small.schoolId },
    lessons: [
      {
        id: small.wednesday,
        slot: 2,
        group: { title: '7Б', classTitle: '7Б' },
        subject: { title: 'Алгебра' },
        rollTaken: false,
        marks: 0,
        absent: 0,
      },
    ],
    next: { date: '2026-11-20', lessons: [{ id: small.friday }] },
    groups: [{ id: small.groupId, pupils: 2 }],
  });
  expect(await get(small.teacher, '/api/today?date=2026-11-22')).toMatchObject({ lessons: [], next: null });
});

it('has no day in a school the person has nothing to do with', async () => {
  const answer = await world.send('GET', '/api/today?school=11111111-1111-4111-8111-111111111111', {
    as: small.teacher,
  });
  expect(answer.status).toBe(404);
  expect((await world.send('GET', '/api/today', { as: small.mother })).status).toBe(404);
});
