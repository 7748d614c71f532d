import assert from 'node:assert/strict';
import { streams } from '../../index.ts';
import { CommandReused, RevisionConflict } from '../errors.ts';
import type { AppendRequest, StreamEvent } from '../event-store.ts';
import { type Check, positionsAfter, revisions } from './check.ts';
import { newSchool, request } from './request.ts';

const plain = (events: readonly StreamEvent[]) => events.map((event) => ({ ...event }));
const placeless = (event: object) => ({ ...event, position: null });

/** Appends: what is written, refused, repeated. */
export const appending: readonly Check[] = [
  {
    name: 'gives back an event as it was written, numbered in its stream and in the log',
    async run(store) {
      const first = request({ events: 2, title: 'Лицей «Ёлка» \u001f 😀 "\\' });
      const before = await store.head();
      const appended = await store.append(first);
      assert.deepEqual([appended.outcome, appended.revision], ['appended', 1n]);
      assert.deepEqual(appended.answer, first.command.answer);
      const [one, last, ...more] = await positionsAfter(store, before);
      assert.deepEqual([last, more], [appended.position, []], 'the position of an append is that of its last event');
      const expected = first.events.map((event, index) => ({
        ...event,
        stream: first.stream,
        revision: BigInt(index),
        position: [one, last][index],
      }));
      const read = await store.readAll({ after: before, limit: 10 });
      assert.deepEqual(plain(read), expected);
      const own = await store.readStream(first.stream, { limit: 10 });
      assert.deepEqual(plain(own).map(placeless), expected.map(placeless));
      assert.equal(JSON.stringify(read[0]!.data), JSON.stringify(first.events[0]!.data));
    },
  },
  {
    name: 'holds an append to the revision it expects',
    async run(store) {
      const school = newSchool();
      const tries = async (expected: AppendRequest['expected'], actual: bigint | null): Promise<void> => {
        await assert.rejects(store.append(request({ school, expected })), (error) => {
          assert.ok(error instanceof RevisionConflict);
          assert.deepEqual([error.stream, error.expected, error.actual], [streams.school(school), expected, actual]);
          return true;
        });
      };
      await tries('exists', null);
      await tries(0n, null);
      await store.append(request({ school, expected: 'no_stream' }));
      await tries('no_stream', 0n);
      await tries(1n, 0n);
      await store.append(request({ school, expected: 0n, events: 2 }));
      await tries(1n, 2n);
      await store.append(request({ school, expected: 'exists' }));
      await store.append(request({ school, expected: 'any' }));
      assert.deepEqual(revisions(await store.readStream(streams.school(school), { limit: 10 })), [0n, 1n, 2n, 3n, 4n]);
    },
  },
  {
    name: 'judges each of many appends at once by itself',
    async run(store) {
      const [good, bad] = [
        Array.from({ length: 30 }, () => request({ events: 3 })),
        Array.from({ length: 10 }, () => request({ expected: 7n })),
      ];
      const before = await store.head();
      const results = await Promise.allSettled([...good, ...bad].map((one) => store.append(one)));
      assert.deepEqual(
        results.map(({ status }) => status),
        [...good.map(() => 'fulfilled'), ...bad.map(() => 'rejected')],
      );
      for (const { stream } of good) {
        const events = await store.readStream(stream, { limit: 10 });
        assert.deepEqual(revisions(events), [0n, 1n, 2n]);
      }
      const log = await store.readAll({ after: before, limit: 1_000 });
      for (const { stream } of good) {
        const first = log.findIndex((event) => event.stream === stream);
        const three = log.slice(first, first + 3).map((event) => event.stream);
        assert.deepEqual(three, [stream, stream, stream], 'an append lies together in the log');
      }
    },
  },
  {
    name: 'carries out a command once, however often and whenever it comes',
    async run(store) {
      for (const times of [2, 11, 50]) {
        const one = request({ events: 2 });
        const results = await Promise.all(Array.from({ length: times }, () => store.append(one)));
        const later = [(await store.findCommand(one.stream, one.command))!];
        for (const expected of ['any', 'exists', 'no_stream', 0n, 1n, 2n] as const)
          later.push(await store.append({ ...one, expected }));
        assert.equal(results.filter(({ outcome }) => outcome === 'appended').length, 1);
        for (const result of [...results, ...later]) {
          assert.deepEqual([result.revision, result.position], [results[0]!.revision, results[0]!.position]);
          assert.equal(JSON.stringify(result.answer), JSON.stringify(one.command.answer));
        }
        assert.equal((await store.readStream(one.stream, { limit: 10 })).length, 2);
      }
    },
  },
  {
    name: 'refuses a command id with another hash or on another stream',
    async run(store) {
      const one = request();
      await store.append(one);
      const other = { ...one, command: { ...one.command, hash: 'other' } };
      await assert.rejects(store.append(other), CommandReused);
      await assert.rejects(store.findCommand(one.stream, other.command), CommandReused);
      for (const expected of ['any', 'no_stream'] as const) {
        const elsewhere = request({ expected });
        await assert.rejects(store.append({ ...elsewhere, command: one.command }), CommandReused);
        assert.deepEqual(await store.readStream(elsewhere.stream, { limit: 1 }), []);
      }
      assert.equal(await store.findCommand(one.stream, request().command), null);
      assert.equal((await store.readStream(one.stream, { limit: 10 })).length, 1);
    },
  },
  {
    name: 'does not spend a command id on a conflict',
    async run(store) {
      const one = request({ expected: 4n });
      await assert.rejects(store.append(one), RevisionConflict);
      assert.equal(await store.findCommand(one.stream, one.command), null);
      assert.equal((await store.append({ ...one, expected: 'no_stream' })).outcome, 'appended');
    },
  },
];
