import assert from 'node:assert/strict';
import { streams } from '../../index.ts';
import type { EventStore } from '../event-store.ts';
import { type Check, positions, positionsAfter, revisions } from './check.ts';
import { newSchool, request } from './request.ts';

/** Reads and subscriptions. */
export const reading: readonly Check[] = [
  {
    name: 'reads a stream in pages, both ways',
    async run(store) {
      const one = request({ events: 7 });
      await store.append(one);
      const read = async (options: Parameters<EventStore['readStream']>[1]): Promise<bigint[]> =>
        revisions(await store.readStream(one.stream, options));
      assert.deepEqual(await read({ limit: 3 }), [0n, 1n, 2n]);
      assert.deepEqual(await read({ limit: 3, from: 5n }), [5n, 6n]);
      assert.deepEqual(await read({ limit: 3, from: 7n }), []);
      assert.deepEqual(await read({ limit: 3, direction: 'backwards' }), [6n, 5n, 4n]);
      assert.deepEqual(await read({ limit: 3, direction: 'backwards', from: 1n }), [1n, 0n]);
      assert.deepEqual(await store.readStream(streams.school(newSchool()), { limit: 3 }), []);
    },
  },
  {
    name: 'reads the whole log in pages, both ways',
    async run(store) {
      const before = await store.head();
      const ends = [await store.append(request({ events: 5 })), await store.append(request({ events: 2 }))];
      const all = await positionsAfter(store, before);
      assert.deepEqual([all.length, all[4], all[6]], [7, ends[0]!.position, ends[1]!.position]);
      assert.equal(await store.head(), all.at(-1));
      assert.deepEqual(positions(await store.readAll({ from: all[2]!, limit: 3 })), all.slice(2, 5));
      assert.deepEqual(positions(await store.readAll({ after: all[2]!, limit: 2 })), all.slice(3, 5));
      assert.deepEqual(positions(await store.readAll({ after: all.at(-1)!, limit: 2 })), []);
      assert.deepEqual(positions(await store.readAll({ direction: 'backwards', limit: 3 })), all.slice(-3).reverse());
      assert.deepEqual(positions(await store.readAll({ direction: 'backwards', after: all[1]!, limit: 1 })), [all[0]]);
    },
  },
  {
    name: 'reads one school',
    async run(store) {
      const [mine, other] = [newSchool(), newSchool()];
      const before = await store.head();
      for (const school of [mine, other, mine, other, mine]) await store.append(request({ school, events: 2 }));
      const all = await positionsAfter(store, before);
      const upTo = all[7]!;
      const read = async (after: bigint, limit: number): Promise<bigint[]> =>
        positions(await store.readSchool(mine, { after, upTo, limit }));
      assert.deepEqual(
        await read(0n, 100),
        [0, 1, 4, 5].map((index) => all[index]),
      );
      assert.deepEqual(await read(all[0]!, 2), [all[1], all[4]]);
      assert.deepEqual(await store.readSchool(newSchool(), { after: 0n, upTo, limit: 5 }), []);
    },
  },
  {
    name: 'gives whole appends with their commands',
    async run(store) {
      const before = await store.head();
      const asked = [request({ events: 3 }), request({ events: 2 }), request()];
      const ends: bigint[] = [];
      for (const one of asked) ends.push((await store.append(one)).position);
      const read = async (after: bigint, limit: number) =>
        (await store.readAppends({ after, limit })).map(({ stream, events, command }) => ({
          stream,
          command,
          events: events.map(({ id, type, data, metadata }) => ({ id, type, data, metadata })),
        }));
      const kept = asked.map(({ stream, command, events }) => ({ stream, command, events }));
      assert.deepEqual(await read(before, 10), kept);
      assert.deepEqual(await read(before, 5), kept.slice(0, 2));
      assert.deepEqual(await read(before, 1), kept.slice(0, 1), 'one is given whole, even where it is more than asked');
      assert.deepEqual(await read(ends[0]!, 10), kept.slice(1));
      assert.deepEqual(await read(ends[2]!, 10), []);
    },
  },
  {
    name: 'gives a subscription what was there and what comes, and lets it resume',
    async run(store) {
      const before = await store.head();
      await store.append(request({ events: 5 }));
      const seen: bigint[] = [];
      const take = async (after: bigint, count: number): Promise<void> => {
        const stop = new AbortController();
        for await (const page of store.subscribe({ after, pageSize: 2, signal: stop.signal })) {
          assert.ok(page.length <= 2);
          seen.push(...positions(page));
          if (seen.length >= count) stop.abort();
        }
      };
      await take(before, 4);
      const rest = take(seen.at(-1)!, 9);
      await store.append(request({ events: 2 }));
      await store.append(request({ events: 2 }));
      await rest;
      assert.equal(seen.length, 9);
      assert.deepEqual(seen, await positionsAfter(store, before));
    },
  },
  {
    name: 'ends a subscription that waits when it is told to',
    async run(store) {
      const stop = new AbortController();
      const pages = store.subscribe({ after: await store.head(), pageSize: 10, signal: stop.signal });
      const next = pages[Symbol.asyncIterator]().next();
      stop.abort();
      assert.equal((await next).done, true);
    },
  },
];
