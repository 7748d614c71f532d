import { openReadModels } from '@peremena/projections/queries';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';
import { assembleApi } from '../assemble.ts';
import { openMetrics } from './metrics.ts';
import { serveMetrics } from './serve.ts';

let world: World;
let school: School;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  await world.signIn(school.person.teacher);
});
afterAll(() => world.close());

/** The figures after a teacher has read a lesson, set its topic, and asked for what is not there. */
async function figures(): Promise<string> {
  const metrics = openMetrics();
  const { store, vault, sql, clock, log } = world.api.parts;
  const api = assembleApi({ store, vault, sql, clock, log, metrics });
  const send = (method: string, path: string, body?: unknown) =>
    api.fetch(
      new Request(`http://school.test${path}`, {
        method,
        headers: {
          cookie: world.cookies.get(school.person.teacher) ?? '',
          origin: 'http://school.test',
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    );
  const lesson = `/api/lessons/${school.own.lesson}`;
  const page = (await (await send('GET', lesson)).json()) as { lesson: { topic: string | null } };
  const set = await send('PUT', `${lesson}/topic`, { topic: 'Канарейки', saw: page.lesson.topic });
  expect(set.status).toBe(200);
  expect((await send('GET', '/api/nowhere/at-all')).status).toBe(404);
  const server = await serveMetrics(metrics, 0, '127.0.0.1');
  try {
    const answer = await fetch(`http://127.0.0.1:${server.port}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(404);
    return await answer.text();
  } finally {
    await server.close(0);
    api.close();
  }
}

describe('figures for the operator', () => {
  it('count requests by route, operations of the log, and how far the read models are; they name nobody (T28)', async () => {
    const text = await figures();
    const counted = (name: string, labels: string): number =>
      Number(new RegExp(`^${name}\\{${labels}\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 'NaN');
    const route = (method: string, path: string, status: number) =>
      counted('peremena_request_seconds_count', `method="${method}",route="${path}",status="${status}"`);
    expect(route('GET', '/api/lessons/:lessonId', 200)).toBe(1);
    expect(route('PUT', '/api/lessons/:lessonId/topic', 200)).toBe(1);
    expect(route('GET', '/api/\\*', 404)).toBe(1);
    expect(counted('peremena_log_seconds_count', 'operation="append",outcome="done"')).toBe(1);
    expect(counted('peremena_read_model_lag_events', 'read_model="marks_v1"')).toBeLessThan(100);
    expect(counted('peremena_parked_events', 'read_model="marks"')).toBe(0);
    expect(text).toMatch(/^peremena_event_streams 0$/m);
    for (const secret of ['анарей', ...Object.values(school.person), school.own.lesson])
      expect(text).not.toContain(secret);
  });

  it('go on being told while the database is away, without those it would be asked for', async () => {
    const metrics = openMetrics();
    const away = openReadModels({ url: 'postgres://nobody@127.0.0.1:1/none' });
    metrics.watch({ sql: away, store: world.store, listeners: () => 3 });
    const text = await metrics.text();
    await away.end();
    expect(text).toMatch(/^peremena_event_streams 3$/m);
    expect(text).toContain('peremena_process_cpu_seconds_total');
    expect(text).not.toMatch(/^peremena_read_model_lag_events\{/m);
    expect(text).not.toMatch(/^peremena_parked_events\{/m);
  });
});
