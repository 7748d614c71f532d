import { streams } from '@peremena/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

interface Line {
  readonly id: string;
  readonly kind: string;
  readonly why: string;
  readonly pupilId: string | null;
  readonly fresh: boolean;
  readonly homework: string | null;
  readonly steps: readonly { readonly event: string; readonly before: string | null; readonly after: string | null }[];
}
const read = async <T>(as: string, path: string) => {
  await world.settled();
  const answer = await world.send('GET', path, { as });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
};
const list = (as: string) => read<{ lines: Line[]; unread: number }>(as, '/api/notices');
const unread = async (as: string) => (await read<{ unread: number }>(as, '/api/notices/unread')).unread;
const write = async (as: string, method: string, path: string, body: unknown) => {
  const answer = await world.send(method, path, { as, body });
  return { status: answer.status, ...((await answer.json()) as { position: string; ids: string[] }) };
};
const corrected = async (pupilId: string, value: string) => {
  const marks = [{ pupilId, value, replaces: school.marks[pupilId], reason: 'typo' }];
  const answer = await write(school.person.teacher, 'POST', `/api/lessons/${school.own.lesson}/marks`, { marks });
  expect(answer.status).toBe(200);
  school.marks[pupilId] = answer.ids[0] ?? '';
  return answer;
};

/** What is told on `person:<self>` until a stream hears of `position`. */
async function hears(as: string, act: () => Promise<{ position: string }>): Promise<string> {
  const stream = await world.send('GET', `/api/live?topics=person:${as}`, { as });
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  const { position } = await act();
  let text = '';
  while (!text.includes(`"position":"${position}"`)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader.cancel();
  return text;
}

describe('notices', () => {
  it('tell pupil and guardian of a mark changed twice in one line, and nobody else', async () => {
    const { pupil, guardian, classmate, formerGuardian, otherPupil, teacher, head } = school.person;
    expect(await unread(guardian)).toBe(0);
    await corrected(pupil, '4');
    await corrected(pupil, '3');
    for (const [one, why] of [
      [guardian, 'guardian'],
      [pupil, 'pupil'],
    ] as const) {
      const { lines } = await list(one);
      expect(lines).toMatchObject([{ kind: 'mark', why, pupilId: pupil, fresh: true }]);
      expect(lines[0]?.steps.map(({ before, after }) => [before, after])).toEqual([
        ['5', '4'],
        ['4', '3'],
      ]);
      expect(await unread(one)).toBe(1);
    }
    for (const one of [classmate, formerGuardian, otherPupil, teacher, head])
      expect((await list(one)).lines).toEqual([]);
  });

  it('are seen up to the one that was on the page, and only by who is told of it', async () => {
    const { guardian, pupil, classmate } = school.person;
    const upTo = (await list(guardian)).lines[0]?.id;
    expect((await write(classmate, 'POST', '/api/notices/seen', { upTo, pupilId: null })).status).toBe(404);
    expect((await write(guardian, 'POST', '/api/notices/seen', { upTo, pupilId: null })).ids).toHaveLength(1);
    expect((await write(guardian, 'POST', '/api/notices/seen', { upTo, pupilId: null })).ids).toHaveLength(0);
    expect(await list(guardian)).toMatchObject({ unread: 0, lines: [{ fresh: false }] });
    expect(await unread(guardian)).toBe(0);
    expect(await unread(pupil)).toBe(1);
  });

  it('new marks of a child are told to the diary until they are seen of that child', async () => {
    const { guardian, pupil, classmate } = school.person;
    const { ids } = await corrected(pupil, '5');
    const fresh = async () =>
      (await read<{ pupils: { pupilId: string; upTo: string; marks: string[] }[] }>(guardian, '/api/notices/unread'))
        .pupils;
    expect(await fresh()).toMatchObject([{ pupilId: pupil, upTo: ids[0], marks: ids }]);
    const see = (pupilId: string) => write(guardian, 'POST', '/api/notices/seen', { upTo: ids[0], pupilId });
    expect((await see(classmate)).status).toBe(404);
    expect((await see(pupil)).ids).toHaveLength(1);
    expect(await fresh()).toEqual([]);
  });

  it('of a kind that is muted are not told, of that child and to that person', async () => {
    const { guardian, pupil, classmate } = school.person;
    const choose = (pupilId: string | null, kind: string, wanted: boolean) =>
      write(guardian, 'PUT', '/api/notices/choices', { pupilId, kind, wanted });
    expect((await choose(classmate, 'mark', false)).status).toBe(404);
    expect((await choose(null, 'duty', false)).status).toBe(404);
    expect((await choose(pupil, 'duty', false)).status).toBe(422);
    expect((await choose(pupil, 'mark', false)).status).toBe(200);
    await corrected(pupil, '4');
    expect((await list(guardian)).lines).toEqual([]);
    expect(await unread(guardian)).toBe(0);
    expect((await list(pupil)).lines).toHaveLength(1);
    expect((await choose(pupil, 'mark', true)).status).toBe(200);
    expect((await list(guardian)).lines[0]?.steps).toHaveLength(4);
  });

  it('tell the group of homework and a teacher of an own lesson that is off', async () => {
    const { guardian, classmate, teacher, head, otherPupil, otherTeacher } = school.person;
    const at = `/api/lessons/${school.own.lesson}`;
    const before = (await read<{ lesson: { homework: { text: string } } }>(teacher, at)).lesson.homework.text;
    await write(teacher, 'PUT', `${at}/homework`, { text: '№ 7', dueOn: null, saw: before });
    for (const one of [guardian, classmate])
      expect((await list(one)).lines[0]).toMatchObject({ kind: 'homework', homework: '№ 7' });
    const added = { groupId: school.other.group, date: '2026-11-20', slot: 2 };
    const { lessonId } = (await write(otherTeacher, 'POST', '/api/lessons', added)) as unknown as { lessonId: string };
    await world.settled();
    await write(head, 'POST', `/api/lessons/${lessonId}/cancellation`, { reason: 'other' });
    expect((await list(otherPupil)).lines).toMatchObject([{ kind: 'lesson', why: 'pupil' }]);
    expect((await list(otherTeacher)).lines).toMatchObject([{ kind: 'duty', why: 'teacher', pupilId: null }]);
    expect((await list(teacher)).lines).toEqual([]);
  });

  it('ring the bell at once, without content, and not for a classmate’s mark', async () => {
    const { guardian, pupil, classmate, teacher } = school.person;
    const told = await hears(guardian, async () => {
      const others = await corrected(classmate, '2');
      await world.settled();
      const own = await corrected(pupil, '5');
      expect(BigInt(own.position)).toBeGreaterThan(BigInt(others.position));
      return own;
    });
    expect(told.match(/event: hint/g)).toHaveLength(1);
    expect(told).toContain(`"topic":"person:${guardian}","readModel":"notices"`);
    expect(told).not.toContain(pupil);
    expect(told).not.toMatch(/group:|lesson:/);
    const homework = await hears(guardian, () =>
      write(teacher, 'PUT', `/api/lessons/${school.own.lesson}/homework`, { text: '№ 8', dueOn: null, saw: '№ 7' }),
    );
    expect(homework).toContain('"readModel":"notices"');
  });

  it('end with the guardian’s right: the list at once, the bell within the stream', async () => {
    const { guardian, pupil } = school.person;
    const stream = await world.send('GET', `/api/live?topics=person:${guardian}`, { as: guardian });
    const rest = stream.text();
    await world.happened(
      streams.guardianship(pupil as never),
      [
        {
          type: 'GuardianUnlinked',
          data: { pupilId: pupil as never, guardianId: guardian as never, from: '2026-09-01', lastDay: '2026-11-19' },
        },
      ],
      null,
    );
    expect(await rest).toContain('event: closed');
    expect((await list(guardian)).lines).toEqual([]);
    expect(await unread(guardian)).toBe(0);
  });
});
