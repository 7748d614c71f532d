import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
let school: School;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  school = await foundSchool(world, 'классы');
  await world.settled();
  const { tutor, head, teacher, guardian } = school.person;
  await world.signIn(tutor, head, teacher, guardian);
});
afterAll(() => world.close());

const get = async (as: string, path: string) => {
  const answer = await world.send('GET', path, { as });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const listed = async (as: string) => (await get(as, '/api/classes')).body['classes'];
const path = () => `/api/classes/${school.own.klass}`;

it('lists all classes for the head, the own one for the tutor, none for others', async () => {
  const own = { id: school.own.klass, title: '7Б', pupils: 2 };
  expect(await listed(school.person.tutor)).toMatchObject([own]);
  expect(await listed(school.person.head)).toHaveLength(2);
  expect(await listed(school.person.teacher)).toEqual([]);
  expect(await listed(school.person.guardian)).toEqual([]);
});

it('gives pupils with their groups, and the tutor', async () => {
  const { pupil, classmate, tutor } = school.person;
  for (const who of [tutor, school.person.head]) {
    const { status, body } = await get(who, path());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      class: { title: '7Б' },
      date: '2026-11-20',
      tutors: [{ id: tutor }],
      groups: [{ id: school.own.group }],
      pupils: [
        { from: '2026-09-01', to: null, groups: [school.own.group] },
        { from: '2026-09-01', to: null, groups: [school.own.group] },
      ],
    });
    expect((body['pupils'] as { id: string }[]).map(({ id }) => id).toSorted()).toEqual([pupil, classmate].toSorted());
  }
});

it('is of a date: nobody before the year, and no tutor', async () => {
  expect((await get(school.person.head, `${path()}?on=2026-08-31`)).body).toMatchObject({ pupils: [], tutors: [] });
  expect((await get(school.person.head, `${path()}?on=2026-02-30`)).status).toBe(422);
});

it('is not for teachers and families', async () => {
  expect((await get(school.person.teacher, path())).status).toBe(403);
  expect((await get(school.person.guardian, path())).status).not.toBe(200);
});
