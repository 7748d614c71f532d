import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('T04 one command id', () => {
  it('2 to 50 times at once: one effect, byte-equal answers', async () => {
    const counts = [2, 7, 50];
    for (const times of counts) {
      const [before, key, topic, saw] = [await world.store.head(), randomUUID(), `Тема ${times}`, await topics.now()];
      const answers = await Promise.all(
        Array.from({ length: times }, async () => {
          const answer = await world.send('PUT', topics.path, { as: school.person.teacher, key, body: { topic, saw } });
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
    const [key, saw] = [randomUUID(), await topics.now()];
    const send = () =>
      world.send('PUT', topics.path, { as: school.person.teacher, key, body: { topic: 'Однажды', saw } });
    const first = await (await send()).text();
    await topics.set('Потом', randomUUID());
    expect(await (await send()).text()).toBe(first);
    expect(await topics.now()).toBe('Потом');
  });

  it('is refused with another body, on another route, by another user', async () => {
    const key = randomUUID();
    const saw = await topics.now();
    expect(
      (await world.send('PUT', topics.path, { as: school.person.teacher, key, body: { topic: 'Первая', saw } })).status,
    ).toBe(200);
    const again = await Promise.all([
      world.send('PUT', topics.path, { as: school.person.teacher, key, body: { topic: 'Вторая', saw: 'Первая' } }),
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
    expect(await topics.now()).toBe('Первая');
  });

  it('fault: a store that forgets commands is caught', async () => {
    const { commands } = world.api.parts;
    const send = world.with({
      commands: (request) =>
        commands({ ...request, metadata: { ...request.metadata, commandId: randomUUID() as never } }),
    });
    const [before, key, saw] = [await world.store.head(), randomUUID(), await topics.now()];
    const texts = await Promise.all(
      ['а', 'б', 'в'].map((topic) =>
        send('PUT', topics.path, { as: school.person.teacher, key, body: { topic, saw } }).then((one) => one.text()),
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
    for (const { method, path } of topics.writes) {
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
    console.log(`T38: ${topics.writes.length} writing routes from ${foreign.length} foreign origins, let in: 0`);
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
    const answer = await world.send('PUT', topics.path, {
      as: school.person.teacher,
      key: null,
      body: { topic: 'а', saw: null },
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'idempotency_key_missing']);
  });
});
