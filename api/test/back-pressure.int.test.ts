import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openPostgresStore, type EventStore } from '@peremena/events/store';
import { streams } from '@peremena/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProxy, type Proxy } from '../../events/test/proxy.ts';
import { commandHandler, type CommandHandler } from '../src/core/handle-command.ts';
import { bells, foundSchool, type School } from './school.ts';
import { openWorld, type World } from './world.ts';

const room = 40;
const crowd = 120;
let world: World;
let school: School;
let link: Proxy;
let slow: EventStore;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  await world.signIn(school.person.teacher);
  link = await startProxy(world.places.databaseUrl);
  // A log that takes few appends at a time, and each of them slowly.
  link.delay(30);
  const limits = { lanes: 1, batchAppends: 10, waitingAppends: 30 };
  slow = await openPostgresStore({ url: link.url, migrate: false, limits });
});
afterAll(async () => {
  await slow.close();
  await link.stop();
  await world.close();
});

/** So many lessons that have no topic yet. */
async function lessonsWithoutTopic(count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  const planned = (lessonId: string) => ({
    type: 'LessonPlanned',
    data: {
      schoolId: school.id,
      groupId: school.own.group,
      lessonId,
      subjectId: school.subject,
      termId: school.term,
      teacherId: school.person.teacher,
      date: '2026-11-19',
      ...bells[1],
      room: null,
    },
  });
  await Promise.all(
    ids.map((id) => world.happened(streams.lesson(school.id as never, id as never), [planned(id)] as never, school.id)),
  );
  await world.settled();
  return ids;
}

/**
 * T10: more requests at once than there is room for. Throws where more of them are carried out at a time than the room takes; gives how many were
 * sent away, and lets each come again until it is done.
 */
async function bounded(underWay: number) {
  const lessons = await lessonsWithoutTopic(crowd);
  const behind = commandHandler({ store: slow, sealing: world.api.parts.sealing });
  let [now, most, sentAway, longest] = [0, 0, 0, 0];
  const commands: CommandHandler = async (request) => {
    now += 1;
    most = Math.max(most, now);
    return behind(request).finally(() => (now -= 1));
  };
  const send = world.with({ store: slow, commands }, { underWay });
  const before = await world.store.head();
  const set = async (lessonId: string): Promise<void> => {
    const key = randomUUID();
    for (;;) {
      const started = performance.now();
      const body = { topic: `Тема ${lessonId}`, saw: null };
      const answer = await send('PUT', `/api/lessons/${lessonId}/topic`, { as: school.person.teacher, key, body });
      longest = Math.max(longest, performance.now() - started);
      if (answer.status === 200) return;
      expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([503, true]);
      expect(['busy', 'unavailable']).toContain(((await answer.json()) as { code: string }).code);
      sentAway += 1;
      await pause(150 + Math.random() * 300);
    }
  };
  await Promise.all(lessons.map(set));
  expect(await world.store.head()).toBe(before + BigInt(crowd));
  if (most > room) throw new Error(`${most} commands at a time, there is room for ${room}`);
  return { crowd, room, most, sentAway, longestMs: Math.round(longest) };
}

describe('T10: more than the log takes', () => {
  it('is sent away with 503 and when to come again; what waits is bounded, nothing acknowledged is lost', async () => {
    const told = await bounded(room);
    expect(told.sentAway).toBeGreaterThan(0);
    console.log('T10:', told);
  });

  it('planted fault: an API that takes in everybody is found out', async () => {
    await expect(bounded(Number.POSITIVE_INFINITY)).rejects.toThrow(/there is room for 40/);
  });
});
