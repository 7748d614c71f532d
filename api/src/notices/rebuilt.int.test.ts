import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listening } from '../../test/listening.ts';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
let school: School;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  await world.signIn(school.person.guardian, school.person.teacher);
});
afterAll(() => world.close());

const ask = async (path: string): Promise<unknown> => {
  const answer = await world.send('GET', path, { as: school.person.guardian });
  expect(answer.status).toBe(200);
  return answer.json();
};
const correct = async (value: string): Promise<string> => {
  const { pupil } = school.person;
  const marks = [{ pupilId: pupil, value, replaces: school.marks[pupil], reason: 'typo' }];
  const path = `/api/lessons/${school.own.lesson}/marks`;
  const answer = await world.send('POST', path, { as: school.person.teacher, body: { marks } });
  const { ids, position } = (await answer.json()) as { ids: string[]; position: string };
  school.marks[pupil] = ids[0] ?? '';
  await world.settled();
  return position;
};

/** T16: while read models are rebuilt no read fails, nobody is told again of what was told, and nothing is appended. */
async function tellsNothingAgain(rebuild: () => Promise<unknown>): Promise<void> {
  await correct('3');
  const paths = ['/api/notices', '/api/notices/unread', `/api/diary/${school.person.pupil}?day=2026-11-19`];
  const before = await Promise.all(paths.map(ask));
  const head = await world.store.head();
  const stream = await listening(world, school.person.guardian, [`person:${school.person.guardian}`]);
  let busy = true;
  let reads = 0;
  const reading = (async () => {
    while (busy) {
      expect(await Promise.all(paths.map(ask))).toEqual(before);
      reads += paths.length;
    }
  })();
  await rebuild().finally(() => (busy = false));
  await reading;
  expect(await world.store.head(), 'events appended').toBe(head);
  // What happens next is told; and it is the first of which the stream hears.
  const position = await correct('4');
  await stream.until(`"position":"${position}"`);
  const told = [...stream.text().matchAll(/"position":"(\d+)"/g)].map(([, at]) => at);
  await stream.cancel();
  expect(new Set(told), 'told of').toEqual(new Set([position]));
  console.log(`T16: ${reads} reads beside the rebuild, failed 0; told again 0`);
}

describe('T16: a rebuild', () => {
  it('fails no read, tells nobody again and starts nothing', () => tellsNothingAgain(() => world.rebuild()));

  it('planted fault: one without a gate, that tells of what it reads, is found out', async () => {
    const ungated = async (): Promise<void> => {
      await world.rebuild();
      for (const { position, type, data } of await world.store.readAll({ limit: 1_000 }))
        if (type === 'MarkCorrected')
          world.api.progress(position, [{ readModel: 'notices', topics: [`pupil:${String(data['pupilId'])}`] }]);
    };
    await expect(tellsNothingAgain(ungated)).rejects.toThrow(/told of/);
  });
});
