import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resumesFromCheckpoint, sendsAny } from '../../test/broken-eventstoredb.ts';
import { brokenLink, linkedLimits } from '../../test/broken-link.ts';
import { forgetsCommands, sendsAgain } from '../../test/broken-stores.ts';
import { startEventStoreDb, type EventStoreDbServer } from '../../test/eventstoredb-server.ts';
import { skipsNothing } from '../../test/order.ts';
import { losesNoneInOutages } from '../../test/outages.ts';
import { startProxy, type Proxy } from '../../test/proxy.ts';
import { oneEffect, survivesCuts } from '../../test/repeats.ts';
import { survivesKilledProcesses } from '../../test/killed-processes.ts';
import { survivesRestarts } from '../../test/restarts.ts';
import { until } from '../../test/wait.ts';
import { checks, oneWinner, request } from './contract/index.ts';
import { CommandReused, StoreDenied } from './errors.ts';
import type { AppendRequest, EventStore } from './event-store.ts';
import { openEventStoreDb } from './eventstoredb.ts';

/** The real client against the server of the tests. The same against a real server: `eventstoredb.real.test.ts`. */
let server: EventStoreDbServer;
let url: string;
let store: EventStore;
let other: EventStore;
beforeAll(async () => {
  server = await startEventStoreDb();
  url = server.url;
  [store, other] = [await openEventStoreDb({ url }), await openEventStoreDb({ url })];
});
afterAll(async () => {
  await Promise.all([store.close(), other.close()]);
  await server.stop();
});

describe('the log in EventStoreDB', () => {
  test.each(checks)('$name', ({ run }) => run(store));

  test('keeps positions beyond 2^53 exact', async () => {
    const { position } = await store.append(request());
    expect(position).toBeGreaterThan(2n ** 53n);
    expect((await store.readAll({ from: position, limit: 1 }))[0]!.position).toBe(position);
  });

  test('passes the events of the server itself by, however many', async () => {
    const { position } = await store.append(request());
    for (let night = 0; night < 1_200; night += 1) server.log.restart();
    expect(await store.head()).toBe(position);
    expect(await store.readAll({ after: position, limit: 5 })).toEqual([]);
    const after = await store.append(request());
    expect(await store.head()).toBe(after.position);
    expect((await store.readAll({ after: position, limit: 5 })).map((event) => event.position)).toEqual([
      after.position,
    ]);
  });

  test('gives each event once where events of the server itself lie among them', async () => {
    const after = await store.head();
    const positions: bigint[] = [];
    for (let at = 0; at < 24; at += 1) {
      positions.push((await store.append(request())).position);
      if (at % 3 > 0) server.log.restart();
    }
    for (const limit of [1, 2, 3, 5, 7, 24, 100]) {
      const read: bigint[] = [];
      for (let from = after; ;) {
        const page = await store.readAll({ after: from, limit });
        read.push(...page.map(({ position }) => position));
        if (page.length < limit) break;
        from = page.at(-1)!.position;
      }
      expect(read, `pages of ${limit}`).toEqual(positions);
    }
  });

  test('lets one of many writers win, also across processes (T03)', async () => {
    let turn = 0;
    const append = (one: AppendRequest) => [store, other][(turn += 1) % 2]!.append(one);
    await oneWinner({ ...store, append }, 64, 10);
  });

  test('knows a command on another stream by what it is told of earlier ones', async () => {
    const one = request();
    await store.append(one);
    const told = await openEventStoreDb({ url, streamOf: async () => one.stream });
    await expect(told.append({ ...request(), command: one.command })).rejects.toThrow(CommandReused);
    await told.close();
  });

  test('refuses a server that does not answer, or an address that is none, in words', async () => {
    const limits = { timeLimitMs: 300 };
    await expect(openEventStoreDb({ url: 'esdb://127.0.0.1:1?tls=false', limits })).rejects.toThrow(/does not answer/);
    await expect(openEventStoreDb({ url: 'http://127.0.0.1:1' })).rejects.toThrow(/is not an address/);
    await expect(openEventStoreDb({ url: 'esdb://127.0.0.1:1' })).rejects.toThrow(/names no user/);
    const unchecked = 'esdb://user:secret@127.0.0.1:1?tlsVerifyCert=false';
    await expect(openEventStoreDb({ url: unchecked })).rejects.toThrow(
      /always checked; name that of your own authority/,
    );
  });

  test.each(['UNAUTHENTICATED', 'PERMISSION_DENIED'] as const)(
    'a server that refuses the user (%s) is told from one that is away, at once and in one sentence',
    async (code) => {
      const guarded = await startEventStoreDb();
      const known = await openEventStoreDb({ url: guarded.url });
      guarded.door.refusesWith = code;
      const sentence = /^EventStoreDB refuses the user that EVENTSTORE_URL names: give one/;
      const failures = await Promise.all(
        [
          openEventStoreDb({ url: guarded.url }),
          known.append(request()),
          known.readAll({ limit: 1 }),
          known.head(),
        ].map((asked) =>
          asked.then(
            () => 'let in',
            (error: Error) => error,
          ),
        ),
      );
      for (const failure of failures) {
        expect((failure as Error).message).toMatch(sentence);
        expect(failure).toBeInstanceOf(StoreDenied);
      }
      guarded.door.refusesWith = null;
      await known.append(request());
      await known.close();
      await guarded.stop();
    },
  );

  test('refuses a server that holds the events of another program', async () => {
    const foreign = await startEventStoreDb();
    const data = Buffer.from('{}');
    const event = { id: crypto.randomUUID(), type: 'Ordered', contentType: 'application/json', data, metadata: data };
    foreign.log.append('orders-1', 'any', [event]);
    await expect(openEventStoreDb({ url: foreign.url })).rejects.toThrow(/events of another program/);
    await foreign.stop();
  });
});

test('a reader that polls skips nothing (T06)', async () => {
  let turn = 0;
  const append = (one: AppendRequest) => [store, other][(turn += 1) % 2]!.append(one);
  await skipsNothing({ append, readAll: other.readAll }, 32, 30, false);
});

describe('a repeated command (T04)', () => {
  const seed = Date.now() % 1_000;
  test(`has one effect and one answer (seed ${seed})`, () => oneEffect(store, other, 30, seed));

  test('is answered by what is stored where the server leaves one of two processes waiting', async () => {
    server.twins.leftWaiting = true;
    try {
      for (let time = 0; time < 4; time += 1) {
        const one = request({ expected: 'no_stream' });
        const [first, second] = await Promise.all([store.append(one), other.append(one)]);
        expect(second).toEqual(first);
      }
    } finally {
      server.twins.leftWaiting = false;
    }
  });

  test('planted fault: a store that forgets commands is found out', async () => {
    await expect(oneEffect(forgetsCommands(store), other, 1, seed)).rejects.toThrow(/was answered in/);
  });
});

describe('a broken link', () => {
  let proxy: Proxy;
  let linked: EventStore;
  beforeAll(async () => {
    proxy = await startProxy(url);
    linked = await openEventStoreDb({ url: proxy.url, limits: linkedLimits });
  });
  afterAll(async () => {
    await linked.close();
    await proxy.stop();
  });

  test.each(brokenLink)('$name', ({ run }) => run({ store: linked, proxy }));

  test('an unknown outcome is the first result when the command is sent again (T05)', () =>
    survivesCuts(linked, other, proxy, 20));

  test('planted fault: sending the events again as something new is found out', async () => {
    await expect(survivesCuts(sendsAgain(linked), other, proxy, 2)).rejects.toThrow(/more than once|cut/);
  });

  test('does not make a subscription give twice or leave out (T06)', () => losesNoneInOutages(linked, other, proxy, 4));

  test('planted fault: going on from the checkpoint of the client is found out', async () => {
    const broken = resumesFromCheckpoint(proxy.url);
    await expect(losesNoneInOutages(broken, other, proxy, 4, 5_000)).rejects.toThrow(/left out|not within/);
    await broken.close();
  });
});

describe('a process that dies (T01)', () => {
  test('takes nothing with it that was acknowledged, and nothing is doubled', async () => {
    const some = { writers: 16, appends: 800, kills: 2 };
    await survivesKilledProcesses({ databaseUrl: '', eventStoreUrl: url }, other, some);
  });

  test('planted fault: an answer before it is stored is found out', async () => {
    const place = { databaseUrl: '', eventStoreUrl: url, hasty: true };
    const some = { writers: 16, appends: 600, kills: 2 };
    await expect(survivesKilledProcesses(place, other, some)).rejects.toThrow(/acknowledged and not there/);
  });
});

describe('a server that ends and comes back', () => {
  const fresh = () => openEventStoreDb({ url });

  test('loses nothing acknowledged and doubles nothing (T02)', async () => {
    const fates = await survivesRestarts(store, fresh, server.restart, { writers: 16, times: 4 });
    expect(fates.acknowledged).toBeGreaterThan(0);
  });

  test('large appends under way when it ends leave no rejection behind', async () => {
    const large = () => store.append(request({ title: 'я'.repeat(200_000), expected: 'no_stream' }));
    const results = Promise.allSettled(Array.from({ length: 60 }, large));
    await server.restart();
    for (const result of await results)
      if (result.status === 'rejected')
        expect((result.reason as Error).name).toMatch(/OutcomeUnknown|StoreUnavailable/);
  });

  test('planted fault: an append that expects any revision is doubled', async () => {
    const broken = sendsAny(url);
    const one = request();
    await broken.append(one);
    await server.restart();
    await until('appended again', () => broken.append(one).then(Boolean, () => false));
    const reader = await fresh();
    expect(await reader.readStream(one.stream, { limit: 10 })).toHaveLength(2);
    await Promise.all([broken.close(), reader.close()]);
  });
});
