import { streams } from '@peremena/events';
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
  await world.signIn(...Object.values(school.person));
});
afterAll(() => world.close());

const listen = (as: string, topics: readonly string[]) => listening(world, as, topics);

const setTopic = async (topic: string) => {
  const lesson = (await (
    await world.send('GET', `/api/lessons/${school.own.lesson}`, { as: school.person.teacher })
  ).json()) as {
    lesson: { topic: string };
  };
  const body = { topic, saw: lesson.lesson.topic };
  const answer = await world.send('PUT', `/api/lessons/${school.own.lesson}/topic`, {
    as: school.person.teacher,
    body,
  });
  return (await answer.json()) as { position: string };
};

describe('GET /api/live', () => {
  it('tells a family of homework of the group and of nothing else in it, without any content', async () => {
    const stream = await listen(school.person.guardian, [`pupil:${school.person.pupil}`]);
    const { position } = await setTopic('Тайная тема');
    await stream.until(`"position":"${position}"`);
    expect(stream.text()).toContain(`"topic":"pupil:${school.person.pupil}","readModel":"lessons"`);
    expect(stream.text()).not.toMatch(/Тайная|group:/);

    const mark = {
      pupilId: school.person.classmate,
      value: null,
      replaces: school.marks[school.person.classmate],
      reason: 'typo',
    };
    const given = await world.send('POST', `/api/lessons/${school.own.lesson}/marks`, {
      as: school.person.teacher,
      body: { marks: [mark] },
    });
    expect(given.status).toBe(200);
    const last = await setTopic('Другая тема');
    await stream.until(`"position":"${last.position}"`);
    expect(stream.text()).not.toMatch(/"readModel":"mark/);
    await stream.cancel();
  });

  it('says once what changed in several read models together', async () => {
    const stream = await listen(school.person.tutor, [`pupil:${school.person.pupil}`]);
    const mark = {
      pupilId: school.person.pupil,
      value: '3',
      replaces: school.marks[school.person.pupil],
      reason: 'typo',
    };
    const path = `/api/lessons/${school.own.lesson}/marks`;
    const given = await world.send('POST', path, { as: school.person.teacher, body: { marks: [mark] } });
    const { position } = (await given.json()) as { position: string };
    const last = await setTopic('После отметки');
    await stream.until(`"position":"${last.position}"`);
    expect(stream.text().split(`"position":"${position}"`)).toHaveLength(2);
    await stream.cancel();
  });

  it('refuses what may not be watched', async () => {
    const status = async (as: string, topic: string) => {
      const answer = await world.send('GET', `/api/live?topics=${topic}`, { as });
      await answer.body?.cancel();
      return answer.status;
    };
    const { person, own } = school;
    expect(await status(person.classmate, `pupil:${person.pupil}`)).toBe(403);
    expect(await status(person.formerGuardian, `pupil:${person.pupil}`)).toBe(404);
    expect(await status(person.guardian, `group:${own.group}`)).toBe(404);
    expect(await status(person.teacher, `group:${own.group},lesson:${own.lesson}`)).toBe(200);
    expect(await status(person.teacher, 'school:x')).toBe(422);
  });

  it('ends at sign-out and says so', async () => {
    const stream = await listen(school.person.head, []);
    await world.send('DELETE', '/api/session', { as: school.person.head, key: null });
    expect(await stream.end).toContain('event: closed');
  });

  it('ends when the right ends', async () => {
    const stream = await listen(school.person.guardian, [`pupil:${school.person.pupil}`]);
    const at = { pupilId: school.person.pupil as never, guardianId: school.person.guardian as never };
    await world.happened(
      streams.guardianship(school.person.pupil as never),
      [{ type: 'GuardianUnlinked', data: { ...at, from: '2026-09-01', lastDay: '2026-11-01' } }],
      null,
    );
    expect(await stream.end).toContain('event: closed');
  });

  it('ends for all when the server closes, so that nothing holds it up', async () => {
    const stream = await listen(school.person.teacher, []);
    world.api.close();
    expect(await stream.end).toContain('retry:');
  });
});
