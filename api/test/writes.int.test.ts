import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemBody } from '../src/core/problem.ts';
import { problemRow } from '../src/core/problem-table.ts';
import { registeredRoutes } from '../src/core/registry.ts';
import { tries } from './oracle/requests.ts';
import { foundSchool, type School } from './school.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let school: School;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  await world.signIn(school.person.teacher, school.person.otherTeacher, school.person.head);
});
afterAll(() => world.close());

const topicPath = () => `/api/lessons/${school.own.lesson}/topic`;
const nowTopic = async () => {
  await world.settled();
  const answer = await world.send('GET', `/api/lessons/${school.own.lesson}`, { as: school.person.teacher });
  return ((await answer.json()) as { lesson: { topic: string | null } }).lesson.topic;
};
const setTopic = async (topic: string, key: string, send = world.send) =>
  send('PUT', topicPath(), { as: school.person.teacher, key, body: { topic, saw: await nowTopic() } });
const writes = () => registeredRoutes(world.api.app).filter(({ method }) => method !== 'GET');

describe('T04 one command id', () => {
  it('2 to 50 times at once: one effect, byte-equal answers', async () => {
    const counts = [2, 7, 50];
    for (const times of counts) {
      const [before, key, topic, saw] = [await world.store.head(), randomUUID(), `Тема ${times}`, await nowTopic()];
      const answers = await Promise.all(
        Array.from({ length: times }, async () => {
          const answer = await world.send('PUT', topicPath(), { as: school.person.teacher, key, body: { topic, saw } });
          return `${answer.status} ${await answer.text()}`;
        }),
      );
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toMatch(/^200 /);
      expect(await world.store.head()).toBe(before + 1n);
    }
    console.log(`T04: ${counts.join(' + ')} repeats at once, one effect and one answer each`);
  });

  it('again later, when the rules would refuse it: the first answer', async () => {
    const [key, saw] = [randomUUID(), await nowTopic()];
    const send = () =>
      world.send('PUT', topicPath(), { as: school.person.teacher, key, body: { topic: 'Однажды', saw } });
    const first = await (await send()).text();
    await setTopic('Потом', randomUUID());
    expect(await (await send()).text()).toBe(first);
    expect(await nowTopic()).toBe('Потом');
  });

  it('is refused with another body, on another route, by another user', async () => {
    const key = randomUUID();
    const saw = await nowTopic();
    expect(
      (await world.send('PUT', topicPath(), { as: school.person.teacher, key, body: { topic: 'Первая', saw } })).status,
    ).toBe(200);
    const again = await Promise.all([
      world.send('PUT', topicPath(), { as: school.person.teacher, key, body: { topic: 'Вторая', saw: 'Первая' } }),
      world.send('PUT', `/api/lessons/${school.own.lesson}/homework`, {
        as: school.person.teacher,
        key,
        body: { text: 'Иное', dueOn: null, saw: `Задание 7Б канарейка-17` },
      }),
      world.send('PUT', `/api/lessons/${school.other.lesson}/topic`, {
        as: school.person.otherTeacher,
        key,
        body: { topic: 'Чужая', saw: 'Тема 9А канарейка-17' },
      }),
    ]);
    for (const answer of again) {
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({ code: 'command_reused' });
    }
    expect(await nowTopic()).toBe('Первая');
  });

  it('fault: a store that forgets commands is caught', async () => {
    const { commands } = world.api.parts;
    const send = world.with({
      commands: (request) =>
        commands({ ...request, metadata: { ...request.metadata, commandId: randomUUID() as never } }),
    });
    const [before, key, saw] = [await world.store.head(), randomUUID(), await nowTopic()];
    const texts = await Promise.all(
      ['а', 'б', 'в'].map((topic) =>
        send('PUT', topicPath(), { as: school.person.teacher, key, body: { topic, saw } }).then((one) => one.text()),
      ),
    );
    const sound = new Set(texts).size === 1 && (await world.store.head()) === before + 1n;
    expect(sound).toBe(false);
  });
});

describe('T38 every write', () => {
  const foreign = [
    undefined,
    'null',
    'http://school.test.evil.example',
    'https://evil.example',
    'http://school.test:81',
    'http://localhost',
  ];

  it('refuses pages of other origins and programs that name none', async () => {
    const head = await world.store.head();
    for (const { method, path } of writes()) {
      const request = tries[`${method} ${path}`]?.(school);
      expect(request, path).toBeDefined();
      for (const origin of foreign) {
        const { cookies } = world;
        const headers = new Headers({
          'idempotency-key': randomUUID(),
          cookie: cookies.get(school.person.teacher) ?? '',
          'content-type': 'application/json',
        });
        if (origin !== undefined) headers.set('origin', origin);
        const answer = await world.api.fetch(
          new Request(`http://school.test${request?.path}`, {
            method,
            headers,
            ...(request?.body ? { body: JSON.stringify(request.body) } : {}),
          }),
        );
        expect(`${method} ${path} from ${origin}: ${answer.status}`).toBe(`${method} ${path} from ${origin}: 403`);
        expect(answer.headers.has('access-control-allow-origin')).toBe(false);
      }
    }
    expect(await world.store.head()).toBe(head);
    console.log(`T38: ${writes().length} writing routes from ${foreign.length} foreign origins, let in: 0`);
  });

  it('works under localhost, a name on the local network, and behind a proxy that ends TLS', async () => {
    const cookie = world.cookies.get(school.person.head) ?? '';
    const under = async (url: string, origin: string, headers: Record<string, string> = {}) => {
      const request = new Request(`${url}/api/session/password`, {
        method: 'POST',
        headers: { origin, cookie, 'content-type': 'application/json', ...headers },
        body: '{}',
      });
      return (await world.api.fetch(request)).status;
    };
    expect(await under('http://localhost:4000', 'http://localhost:4000')).toBe(422);
    expect(await under('http://192.168.1.20:4000', 'http://192.168.1.20:4000')).toBe(422);
    const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'school.test' };
    expect(await under('http://127.0.0.1:4000', 'https://school.test', proxied)).toBe(422);
    expect(await under('http://127.0.0.1:4000', 'http://school.test', proxied)).toBe(403);
  });

  it('needs a command id', async () => {
    const answer = await world.send('PUT', topicPath(), {
      as: school.person.teacher,
      key: null,
      body: { topic: 'а', saw: null },
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'idempotency_key_missing']);
  });
});

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
    const answer = await world.send('PUT', topicPath(), { as: school.person.teacher, body });
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
    const statuses = new Set<number>();
    for (const { method, path } of writes().filter((one) => one.method !== 'DELETE')) {
      for (const body of shapes) {
        statuses.add(
          (
            await world.send(method, tries[`${method} ${path}`]?.(school).path ?? '', {
              as: school.person.teacher,
              body,
            })
          ).status,
        );
      }
    }
    expect([...statuses].filter((status) => status < 400 || status >= 500)).toEqual([]);
  });

  it('other content types, encodings, methods and paths', async () => {
    const as = school.person.teacher;
    const body = '{"topic":"а","saw":null}';
    const put = async (headers: Record<string, string>) =>
      (await world.send('PUT', topicPath(), { as, body, headers })).status;
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
    expect(statuses.filter((one) => !/ (200|403)$/.test(one))).toEqual([]);
  });

  it('are fresh after a write that names its position, and say when they are not', async () => {
    const { position } = (await (await setTopic('Свежая', randomUUID())).json()) as { position: string };
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
