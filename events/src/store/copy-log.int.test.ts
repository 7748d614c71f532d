import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenCopies } from '../../test/broken-copies.ts';
import { startEventStoreDb, type EventStoreDbServer } from '../../test/eventstoredb-server.ts';
import { freshDatabase } from '../../test/postgres.ts';
import { newSchool, request } from './contract/index.ts';
import { copyLog, LogsDiffer, rootOfLog } from './copy-log.ts';
import type { EventStore } from './event-store.ts';
import { openEventStoreDb } from './eventstoredb.ts';
import { openMemoryStore } from './memory.ts';
import { openPostgresStore } from './postgres.ts';

const places = ['memory', 'Postgres', 'EventStoreDB'] as const;
const servers: EventStoreDbServer[] = [];
const opened: EventStore[] = [];
let source: EventStore;

/** An empty log. */
async function open(place: (typeof places)[number]): Promise<EventStore> {
  const store = await {
    memory: async () => openMemoryStore(),
    Postgres: async () => openPostgresStore({ url: await freshDatabase() }),
    async EventStoreDB() {
      const server = await startEventStoreDb();
      servers.push(server);
      return openEventStoreDb({ url: server.url });
    },
  }[place]();
  opened.push(store);
  return store;
}

/** Appends of one to three events to a few streams, in turn. */
async function fill(store: EventStore, appends: number): Promise<number> {
  const schools = Array.from({ length: 4 }, newSchool);
  let events = 0;
  for (let at = 0; at < appends; at += 1) {
    const one = request({ school: schools[at % 4]!, events: 1 + (at % 3), title: `Школа «Ёлка» № ${at}` });
    await store.append(one);
    events += one.events.length;
  }
  return events;
}

beforeAll(async () => {
  source = await open('memory');
  await fill(source, 50);
});
afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
  await Promise.all(servers.map((server) => server.stop()));
});

const pageSize = 7;

describe('a copy of a log', () => {
  const ways = places.flatMap((from) => places.map((to) => [from, to] as const));
  test.each(ways)('from %s to %s has the root of the tree', async (from, to) => {
    const { root, events } = await rootOfLog(source);
    const [first, second] = [await open(from), await open(to)];
    await copyLog({ from: source, to: first, pageSize });
    const told: number[] = [];
    const copied = await copyLog({ from: first, to: second, pageSize, progress: (done) => told.push(done) });
    expect(copied).toMatchObject({ events, copied: events, fromRoot: root, toRoot: root });
    expect(await rootOfLog(second)).toEqual({ events, root });
    expect(told.at(-1)).toBe(events);
    // What was appended under a command is known by it there too.
    const [one] = await source.readAppends({ after: 0n, limit: 1 });
    const again = await second.findCommand(one!.stream, one!.command);
    expect(again).toMatchObject({ outcome: 'repeated', answer: one!.command.answer });
  });

  test.each(places)('that is cut off goes on, also when the source has grown (%s)', async (place) => {
    const [from, to] = [await open('memory'), await open(place)];
    const events = await fill(from, 40);
    for (const stop of [10, 25]) {
      let appended = 0;
      const cut: Pick<EventStore, 'append' | 'readAppends'> = {
        readAppends: (options) => to.readAppends(options),
        append(one) {
          appended += 1;
          if (appended > stop) throw new Error('killed');
          return to.append(one);
        },
      };
      await expect(copyLog({ from, to: cut, pageSize })).rejects.toThrow('killed');
    }
    const more = events + (await fill(from, 5));
    const { copied, fromRoot, toRoot } = await copyLog({ from, to, pageSize });
    expect(copied).toBeLessThan(more);
    expect([fromRoot, toRoot]).toEqual(Array(2).fill((await rootOfLog(from)).root));
    expect(await copyLog({ from, to, pageSize })).toMatchObject({ events: more, copied: 0 });
  });

  test('into a log of other events is refused, and writes nothing', async () => {
    const to = await open('memory');
    await fill(to, 3);
    const before = await rootOfLog(to);
    const refused = copyLog({ from: source, to, pageSize });
    await expect(refused).rejects.toMatchObject({ name: 'LogsDiffer', number: 1 });
    expect(await rootOfLog(to)).toEqual(before);
  });

  test('into a log that went on by itself is refused', async () => {
    const to = await open('memory');
    const { events } = await copyLog({ from: source, to, pageSize });
    await fill(to, 1);
    await expect(copyLog({ from: source, to, pageSize })).rejects.toMatchObject({ number: events + 1 });
  });

  test.each(Object.entries(brokenCopies))(
    'planted fault: %s gives another root, and a copy finds it',
    async (_, spoil) => {
      const to = await open('memory');
      const { fromRoot } = await copyLog({ from: source, to, pageSize });
      expect((await rootOfLog(spoil(to))).root).not.toBe(fromRoot);
      await expect(copyLog({ from: source, to: spoil(to), pageSize })).rejects.toThrow(LogsDiffer);
      await expect(copyLog({ from: source, to: spoil(openMemoryStore()), pageSize })).rejects.toThrow(LogsDiffer);
    },
  );
});
