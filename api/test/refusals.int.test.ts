import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemBody } from '../src/core/problem.ts';
import { problemRow } from '../src/core/problem-table.ts';
import { registeredRoutes } from '../src/core/registry.ts';
import { tries } from './oracle/requests.ts';
import { openTopicWrites, type TopicWrites } from './lesson/topic-writes.ts';
import type { School } from './school.ts';
import type { World } from './world.ts';

let topics: TopicWrites;
let world: World;
let school: School;
beforeAll(async () => {
  topics = await openTopicWrites();
  ({ world, school } = topics);
});
afterAll(() => world.close());

describe('bad input', () => {
  const canary = 'c4n4ry_7f3a9';
  const bodies: readonly (readonly [string, string, number])[] = [
    ['no JSON', `{"topic": "${canary}`, 400],
    ['no body', '', 400],
    ['an array', `["${canary}"]`, 422],
    ['null', 'null', 422],
    ['a field too many', `{"topic":"а","saw":null,"schoolId":"${canary}"}`, 422],
    ['the name of a field', `{"topic":"а","saw":null,"${canary}":1}`, 422],
    ['__proto__', `{"topic":"а","saw":null,"__proto__":{"role":"${canary}"}}`, 400],
    ['constructor', `{"topic":"а","saw":null,"constructor":{"prototype":{"x":"${canary}"}}}`, 422],
    ['a key twice', `{"topic":"а","topic":"${canary}","saw":null}`, 400],
    ['a number', '{"topic":1e400,"saw":null}', 422],
    ['NUL', `{"topic":"${canary}\\u0000","saw":null}`, 422],
    ['a lone surrogate', `{"topic":"${canary}\\ud800","saw":null}`, 422],
    ['an override of direction', `{"topic":"${canary}\\u202e","saw":null}`, 422],
    ['ten thousand marks on a letter', `{"topic":"а${'\\u0301'.repeat(10_000)}","saw":null}`, 422],
    ['deep', `{"topic":${'['.repeat(100_000)}`, 400],
    ['large', `{"topic":"${'а'.repeat(300_000)}","saw":null}`, 413],
  ];

  it.each(bodies)('%s: a problem with a code, never what was sent, nothing stored', async (_, body, status) => {
    const head = await world.store.head();
    const started = performance.now();
    const answer = await world.send('PUT', topics.path, { as: school.person.teacher, body });
    const text = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(text).not.toContain(canary);
    const problem = JSON.parse(text) as ProblemBody;
    expect(problem.status).toBe(status);
    expect(problem.detail).toMatch(/^[А-Я]/);
    expect(problemRow(problem.code)?.status).toBe(status);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(await world.store.head()).toBe(head);
  });

  it('on every write route: wrong shapes are 4xx', async () => {
    const shapes = [
      '[]',
      '"x"',
      '0',
      '{"a":{"b":[]}}',
      '{"marks":[{}]}',
      '{"exceptions":{"length":3}}',
      '{"topic":{},"saw":[]}',
    ];
    const taken: string[] = [];
    for (const { method, path } of topics.writes.filter((one) => one.method !== 'DELETE')) {
      for (const body of shapes) {
        const address = tries[`${method} ${path}`]?.(school).path ?? '';
        const { status } = await world.send(method, address, { as: school.person.teacher, body });
        if (status < 400 || status >= 500) taken.push(`${method} ${path} ${body}: ${status}`);
      }
    }
    expect(taken).toEqual([]);
  });

  it('other content types, encodings, methods and paths', async () => {
    const as = school.person.teacher;
    const body = '{"topic":"а","saw":null}';
    const put = async (headers: Record<string, string>) =>
      (await world.send('PUT', topics.path, { as, body, headers })).status;
    expect(await put({ 'content-type': 'text/plain' })).toBe(415);
    expect(await put({ 'content-type': 'application/x-www-form-urlencoded' })).toBe(415);
    expect(await put({ 'content-encoding': 'gzip' })).toBe(415);
    for (const path of [
      '/api//me',
      '/api/me/',
      '/api/me/..;/x',
      '/api/%2e%2e/me',
      '/api/ME',
      '/api/lessons/x',
      '/api/diary/%00',
      '/nothing',
    ]) {
      const { status } = await world.send('GET', path, { as });
      expect(`${path} ${status}`).toBe(`${path} 404`);
    }
    expect((await world.send('GET', '/api/me', { as, headers: { 'x-http-method-override': 'DELETE' } })).status).toBe(
      200,
    );
    expect((await world.send('OPTIONS', '/api/me', { as })).headers.has('access-control-allow-methods')).toBe(false);
  });

  it('queries: unknown names, repeated and wild values', async () => {
    const as = school.person.teacher;
    for (const query of [
      '?role=admin',
      '?date=0000-00-00',
      '?date=9999-99-99',
      '?date=a&date=b',
      '?school=__proto__',
      '?after=-1',
      '?after=1e9',
    ]) {
      expect(`${query} ${(await world.send('GET', `/api/today${query}`, { as })).status}`).toBe(`${query} 422`);
    }
  });

  it('speaks the language asked for', async () => {
    const said = async (language: string) => {
      const answer = await world.send('GET', '/api/diary/x', {
        as: school.person.teacher,
        headers: { 'accept-language': language },
      });
      return ((await answer.json()) as { detail: string }).detail;
    };
    expect(await said('en-GB,en;q=0.9,ru;q=0.1')).toMatch(/^[A-Z]/);
    expect(await said('de')).toMatch(/^[А-Я]/);
  });
});

describe('answers', () => {
  it('carry the security headers, an ETag, and 304 for who has it', async () => {
    const first = await world.send('GET', '/api/me', { as: school.person.teacher });
    expect(first.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const etag = first.headers.get('etag') ?? '';
    const again = await world.send('GET', '/api/me', { as: school.person.teacher, headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('wait on every reading route for the position asked for, and end', async () => {
    const far = String((await world.store.head()) + 1_000n);
    const reading = registeredRoutes(world.api.app).filter(
      ({ method, policy }) => method === 'GET' && 'action' in policy,
    );
    const statuses = await Promise.all(
      reading.map(async ({ method, path }) => {
        const address = tries[`${method} ${path}`]?.(school).path ?? '';
        const answer = await world.send('GET', `${address}${address.includes('?') ? '&' : '?'}after=${far}`, {
          as: school.person.head,
        });
        await answer.body?.cancel();
        return `${path} ${answer.status}`;
      }),
    );
    // An export that nobody asked for and an upload that nobody made; how the deployment is a head is not told; the version of the school is a draft, so what it changes is not to be had yet.
    const hidden = [
      '/api/exports/:exportId/bundle.zip 404',
      '/api/uploads/:uploadId 404',
      '/api/uploads/:uploadId/undo 404',
      '/api/health 404',
      '/api/schools/:schoolId/timetables/:versionId/changes 404',
    ];
    expect(statuses.filter((one) => !/ (200|403)$/.test(one))).toEqual(hidden);
  });

  it('are fresh after a write that names its position, and say when they are not', async () => {
    const { position } = (await (await topics.set('Свежая', randomUUID())).json()) as { position: string };
    const path = `/api/lessons/${school.own.lesson}?after=`;
    const fresh = (await (await world.send('GET', path + position, { as: school.person.teacher })).json()) as Record<
      string,
      unknown
    >;
    expect(fresh).toMatchObject({ lesson: { topic: 'Свежая' } });
    expect(fresh).not.toHaveProperty('stale');
    const ahead = await world.send('GET', path + String(BigInt(position) + 1_000n), { as: school.person.teacher });
    expect(await ahead.json()).toMatchObject({ stale: true });
  });
});
