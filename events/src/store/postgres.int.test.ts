import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../test/postgres.ts';
import { startProxy, type Proxy } from '../../test/proxy.ts';
import { until } from '../../test/wait.ts';
import { checks, gapless, newSchool, oneWinner, request } from './contract/index.ts';
import { OutcomeUnknown, StoreUnavailable } from './errors.ts';
import type { EventStore } from './event-store.ts';
import { openPostgresStore } from './postgres.ts';

let url: string;
beforeAll(async () => {
  url = await freshDatabase();
});

describe('the log in Postgres', () => {
  let store: EventStore;
  beforeAll(async () => {
    store = await openPostgresStore({ url });
  });
  afterAll(() => store.close());

  test.each([...checks, gapless])('$name', ({ run }) => run(store));

  test('lets one of many writers win, also across processes (T03)', async () => {
    const other = await openPostgresStore({ url });
    let turn = 0;
    const both = { append: (one: Parameters<EventStore['append']>[0]) => [store, other][(turn += 1) % 2]!.append(one) };
    await oneWinner({ ...store, ...both }, 64, 10);
    await other.close();
  });

  test('keeps positions beyond 2^53 exact', async () => {
    const far = await openPostgresStore({ url: await farAhead() });
    const [first, second] = [await far.append(request()), await far.append(request())];
    expect([first.position, second.position]).toEqual([2n ** 53n + 2n, 2n ** 53n + 3n]);
    expect((await far.readAll({ after: first.position, limit: 5 })).map(({ position }) => position)).toEqual([
      second.position,
    ]);
    expect(await far.head()).toBe(second.position);
    await far.close();
  });

  test('does not let one bad append spoil its neighbours', async () => {
    const used = request();
    await store.append(used);
    const elsewhere = { ...request({ expected: 'no_stream' }), command: used.command };
    const results = await Promise.allSettled([request(), elsewhere, request()].map((one) => store.append(one)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('a reader cannot append', async () => {
    const reader = await openPostgresStore({ url, role: 'reader', migrate: false });
    await expect(reader.append(request())).rejects.toThrow(/permission denied/);
    expect(await reader.head()).toBe(await store.head());
    await reader.close();
  });
});

/** A database whose log stands at 2^53 + 1. */
async function farAhead(): Promise<string> {
  const database = await freshDatabase();
  await (await openPostgresStore({ url: database })).close();
  const sql = postgres(database, { max: 1 });
  await sql`update log.head set position = 9007199254740993`;
  await sql.end();
  return database;
}

describe('a broken link', () => {
  let proxy: Proxy;
  let store: EventStore;
  beforeAll(async () => {
    const limits = { timeLimitMs: 1_000, waitingAppends: 20 };
    proxy = await startProxy(url);
    store = await openPostgresStore({ url: proxy.url, migrate: false, limits });
  });
  afterAll(async () => {
    await store.close();
    await proxy.stop();
  });

  test('that says nothing ends every operation in time, and the store works again after', async () => {
    await store.append(request());
    proxy.freeze();
    const started = performance.now();
    const results = await Promise.allSettled([
      store.append(request()),
      store.head(),
      store.append(request()),
      store.readAll({ limit: 1 }),
    ]);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(results.map((result) => result.status === 'rejected' && (result.reason as object).constructor)).toEqual([
      OutcomeUnknown,
      StoreUnavailable,
      OutcomeUnknown,
      StoreUnavailable,
    ]);
    proxy.cut();
    await until('appends again', () => store.append(request()).then(Boolean, () => false));
  });

  test('that refuses is known to have written nothing', async () => {
    await proxy.shut();
    await until('all links gone', () =>
      store.append(request()).then(Boolean, (error: unknown) => error instanceof StoreUnavailable),
    );
    await expect(store.append(request())).rejects.toThrow(StoreUnavailable);
    await proxy.open();
    expect((await store.append(request())).outcome).toBe('appended');
  });

  test('bounds what waits', async () => {
    await store.append(request());
    proxy.freeze();
    const school = newSchool();
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => store.append(request({ school }))));
    const busy = results.filter(
      (result) => result.status === 'rejected' && (result.reason as Error).message === 'too many appends wait',
    );
    expect(busy.length).toBe(10);
    proxy.cut();
    await until('appends again', () => store.append(request()).then(Boolean, () => false));
  });

  test('does not make a subscription give twice or leave out', async () => {
    const stop = new AbortController();
    const direct = await openPostgresStore({ url, migrate: false });
    const after = await direct.head();
    const seen: bigint[] = [];
    const reading = (async () => {
      for await (const page of store.subscribe({ after, pageSize: 3, signal: stop.signal }))
        seen.push(...page.map(({ position }) => position));
    })();
    for (let outage = 0; outage < 4; outage += 1) {
      await direct.append(request({ events: 4 }));
      await until('all seen', async () => seen.at(-1) === (await direct.head()));
      if (outage % 2 === 0) proxy.cut();
      else await proxy.shut();
      await direct.append(request({ events: 3 }));
      if (outage % 2 === 1) await proxy.open();
    }
    await until('all seen', async () => seen.at(-1) === (await direct.head()));
    stop.abort();
    await reading;
    expect(seen).toEqual(Array.from({ length: 28 }, (_, index) => after + BigInt(index) + 1n));
    await direct.close();
  });
});
