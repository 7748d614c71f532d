import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenLink, linkedLimits } from '../../test/broken-link.ts';
import { losesNoneInOutages } from '../../test/outages.ts';
import { freshDatabase } from '../../test/postgres.ts';
import { startProxy, type Proxy } from '../../test/proxy.ts';
import { checks, gapless, oneWinner, request } from './contract/index.ts';
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
  let direct: EventStore;
  beforeAll(async () => {
    const { timeLimitMs, waiting: waitingAppends } = linkedLimits;
    proxy = await startProxy(url);
    store = await openPostgresStore({ url: proxy.url, migrate: false, limits: { timeLimitMs, waitingAppends } });
    direct = await openPostgresStore({ url, migrate: false });
  });
  afterAll(async () => {
    await Promise.all([store.close(), direct.close()]);
    await proxy.stop();
  });

  test.each(brokenLink)('$name', ({ run }) => run({ store, proxy }));

  test('does not make a subscription give twice or leave out', () => losesNoneInOutages(store, direct, proxy, 4));
});
