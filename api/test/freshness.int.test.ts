import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { streams } from '@peremena/events';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundSchool, type School } from './school.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let school: School;
let written = 0;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  await world.signIn(school.person.teacher);
  await write('Тема 7Б канарейка-17');
});
afterAll(() => world.close());

/** Topics are numbers that only grow, so that an older state can be told from a newer one. Gives the position of the write. */
async function write(saw = String(written)): Promise<string> {
  written += 1;
  const path = `/api/lessons/${school.own.lesson}/topic`;
  const body = { topic: String(written), saw };
  const answer = await world.send('PUT', path, { as: school.person.teacher, body });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { position: string }).position;
}

/** What a reader is shown who knows of a position. */
async function read(send: World['send'], after: string) {
  const path = `/api/lessons/${school.own.lesson}?after=${after}`;
  const answer = await send('GET', path, { as: school.person.teacher });
  const { lesson, stale = false } = (await answer.json()) as { lesson: { topic: string }; stale?: boolean };
  return { topic: Number(lesson.topic), stale };
}

function holds({ topic, stale }: { topic: number; stale: boolean }, known: number): void {
  if (!stale && topic < known) throw new Error(`an older state was shown: ${topic}, where ${known} is known`);
}

/** T18: who holds a position is never shown an older state without being told so, also by an API that the projector does not speak to. */
async function neverOlder(send: World['send'], rounds: number): Promise<void> {
  const table = postgres(world.places.databaseUrl, { max: 1 });
  const busy = new AbortController();
  const others = beside(busy.signal);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const position = await write();
      holds(await read(send, position), written);
    }
    // The read model cannot move for a while.
    await table.unsafe('begin; lock table read_models.lessons_v2 in share mode');
    const position = await write();
    const held = await read(send, position);
    await table.unsafe('rollback');
    holds(held, written);
    await world.settled();
    expect(await read(send, position)).toEqual({ topic: written, stale: false });
  } finally {
    busy.abort();
    await others;
    await table.end();
  }
}

/** 200 events a second beside, in other lessons. */
async function beside(signal: AbortSignal): Promise<void> {
  const ids = { schoolId: school.id, groupId: school.own.group };
  while (!signal.aborted) {
    const lessonId = randomUUID();
    const set = (at: number) => ({ type: 'LessonTopicSet', data: { ...ids, lessonId, topic: `Тема ${at}` } });
    await world.happened(
      streams.lesson(school.id as never, lessonId as never),
      Array.from({ length: 20 }, (_, at) => set(at)) as never,
      school.id,
    );
    await pause(100);
  }
}

describe('T18: a reader that holds a position', () => {
  it('is never shown an older state: by the API that wrote, and by another one', async () => {
    await neverOlder(world.send, 12);
    await neverOlder(world.with({}), 12);
  });

  it('planted fault: an API that does not wait is found out', async () => {
    const hasty = world.with({ waitFor: () => Promise.resolve(true) });
    await expect(neverOlder(hasty, 1)).rejects.toThrow(/an older state was shown/);
  });
});
