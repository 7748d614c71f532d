import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverProcess, type ServerProcess } from '../../test/eventstoredb-process.ts';
import { skipsNothing } from '../../test/order.ts';
import { oneEffect } from '../../test/repeats.ts';
import { survivesKilledProcesses } from '../../test/killed-processes.ts';
import { survivesRestarts } from '../../test/restarts.ts';
import { rounds } from '../../test/rounds.ts';
import { until } from '../../test/wait.ts';
import { checks, oneWinner, request } from './contract/index.ts';
import { OutcomeUnknown, StoreUnavailable } from './errors.ts';
import type { AppendRequest, EventStore } from './event-store.ts';
import { openEventStoreDb } from './eventstoredb.ts';

const url = process.env['EVENTSTORE_URL'] ?? '';
/** The command that runs the server at EVENTSTORE_URL in the foreground; then the tests start it, and end and freeze it as well. */
const command = process.env['EVENTSTORE_COMMAND'];
const longMs = 7_200_000;
if (url === '')
  console.log('EVENTSTORE_URL is not set: the log in EventStoreDB is tried on the server of the tests only.');

let server: ServerProcess | null = null;
let store: EventStore;
let other: EventStore;
const fresh = () => openEventStoreDb({ url });

describe.runIf(url)('a real EventStoreDB', () => {
  beforeAll(async () => {
    if (command) {
      server = serverProcess(command, url);
      await server.start();
    }
    [store, other] = [await fresh(), await fresh()];
  });
  afterAll(async () => {
    await Promise.all([store?.close(), other?.close()]);
    await server?.end('SIGTERM');
  });

  test.each(checks)('$name', ({ run }) => run(store));

  const append = (
    (turn) => (one: AppendRequest) =>
      [store, other][(turn += 1) % 2]!.append(one)
  )(0);

  test('lets one of many writers win, also across processes (T03)', () => oneWinner({ ...store, append }, 64, 20));

  const seed = Date.now() % 1_000;
  test(
    `a repeated command has one effect and one answer (T04, seed ${seed})`,
    async () => {
      await oneEffect(store, other, 100, seed);
      console.log('T04: 100 commands, each 2 to 50 times at once from two processes: one effect and one answer each');
    },
    longMs,
  );

  test('a reader that polls skips nothing (T06)', () =>
    skipsNothing({ append, readAll: (options) => other.readAll(options) }, 32, 100, false));

  test(
    'a process that is killed takes nothing with it that was acknowledged, and nothing is doubled (T01)',
    async () => {
      const { appends, kills } = rounds;
      const place = { databaseUrl: '', eventStoreUrl: url };
      const survived = await survivesKilledProcesses(place, other, { writers: 16, appends, kills });
      console.log('T01, EventStoreDB, lost 0, doubled 0:', survived);
      expect(survived.appends).toBe(appends);
    },
    longMs,
  );

  describe.runIf(command)('that is ended and comes back', () => {
    const comesBack = async (how: 'SIGKILL' | 'SIGTERM' | 'frozen'): Promise<void> => {
      if (how === 'frozen') {
        server!.freeze();
        // Shorter and longer than an append waits for its answer.
        await pause(500 + Math.random() * 14_000);
        return server!.thaw();
      }
      await server!.end(how);
      await server!.start();
    };
    test.each([
      ['SIGKILL', rounds.crashes],
      ['SIGTERM', Math.ceil(rounds.crashes / 5)],
      ['frozen', Math.ceil(rounds.crashes / 5)],
    ] as const)(
      '%s: nothing acknowledged is lost, nothing is doubled (T02)',
      async (how, times) => {
        const fates = await survivesRestarts(store, fresh, () => comesBack(how), { writers: 16, times });
        console.log(`T02, EventStoreDB, ${how} ${times} times, lost 0, doubled 0:`, fates);
        expect(fates.acknowledged).toBeGreaterThan(0);
      },
      longMs,
    );

    test(
      'large appends under way when it is killed leave no rejection behind',
      async () => {
        for (let round = 0; round < Math.min(rounds.crashes, 10); round += 1) {
          const results = Promise.allSettled(
            Array.from({ length: 60 }, () =>
              store.append(request({ title: 'я'.repeat(200_000), expected: 'no_stream' })),
            ),
          );
          await server!.end('SIGKILL');
          for (const result of await results)
            if (result.status === 'rejected')
              expect((result.reason as Error).name).toMatch(/OutcomeUnknown|StoreUnavailable/);
          await server!.start();
        }
      },
      longMs,
    );

    test('a repeat after a restart has the place and the answer of the first time (T04)', async () => {
      const asked = Array.from({ length: 50 }, (_, index) => request({ events: 1 + (index % 3) }));
      const first = await Promise.all(asked.map((one) => store.append(one)));
      await server!.end('SIGKILL');
      await server!.start();
      const late = await fresh();
      const again = await Promise.all(asked.map((one) => late.append(one)));
      expect(again).toEqual(first.map((one) => ({ ...one, outcome: 'repeated' })));
      await late.close();
    });

    test('frozen: every operation ends, and a subscription goes on after, giving everything once', async () => {
      const stop = new AbortController();
      const after = await store.head();
      const seen: bigint[] = [];
      const reading = (async () => {
        for await (const page of store.subscribe({ after, pageSize: 100, signal: stop.signal }))
          seen.push(...page.map(({ position }) => position));
      })();
      await store.append(request({ events: 5 }));
      server!.freeze();
      const started = performance.now();
      const [appended, read] = await Promise.allSettled([
        store.append(request({ expected: 'no_stream' })),
        store.readAll({ limit: 1 }),
      ]);
      expect(performance.now() - started).toBeLessThan(30_000);
      expect(appended).toMatchObject({ reason: expect.any(OutcomeUnknown) as unknown });
      expect(read).toMatchObject({ reason: expect.any(StoreUnavailable) as unknown });
      // Longer than the client takes to give the connection up.
      await pause(15_000);
      server!.thaw();
      await until('appends again', () => store.append(request()).then(Boolean, () => false));
      const head = await store.head();
      await until('all seen', () => seen.at(-1) === head);
      stop.abort();
      await reading;
      expect(seen).toEqual((await store.readAll({ after, limit: 1_000 })).map(({ position }) => position));
    });
  });
});
