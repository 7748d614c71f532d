import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { streams, type CommandId, type EventId, type SchoolId } from '../index.ts';
import { AppendRefused, CommandReused, RevisionConflict } from './errors.ts';
import { appendLimits, type AppendRequest, type EventStore, type StoredEvent } from './event-store.ts';

/** One thing that every adapter promises; throws when the store given does not keep it. */
export interface Check {
  readonly name: string;
  run(store: EventStore): Promise<void>;
}

export interface RequestOptions {
  readonly school?: SchoolId;
  readonly expected?: AppendRequest['expected'];
  readonly events?: number;
  readonly title?: string;
}

/** An append as a test needs it: `SchoolRenamed`, as often as asked, in the stream of a school, under a command of its own. */
export function request({
  school = newSchool(),
  expected = 'any',
  events = 1,
  title = 'Школа № 17',
}: RequestOptions = {}): AppendRequest {
  const commandId = randomUUID() as CommandId;
  const ids = { commandId, correlationId: commandId, causationId: commandId };
  const metadata = {
    ...ids,
    actorId: null,
    actingAs: { role: 'system', fact: null },
    schoolId: school,
    at: '2026-01-15T08:30:00.000Z',
    schemaVersion: 1,
  } as const;
  return {
    stream: streams.school(school),
    expected,
    events: Array.from({ length: events }, () => ({
      id: randomUUID() as EventId,
      type: 'SchoolRenamed',
      data: { schoolId: school, title },
      metadata,
    })),
    command: { id: commandId, hash: commandId, answer: { ids: [commandId] } },
  };
}

/** A school that no other test knows. */
export const newSchool = (): SchoolId => randomUUID() as SchoolId;

const revisions = (events: readonly StoredEvent[]): bigint[] => events.map(({ revision }) => revision);
const positions = (events: readonly StoredEvent[]): bigint[] => events.map(({ position }) => position);

/** What must hold of every store of events. Each check uses streams of its own, so all may run on one store. */
export const checks: readonly Check[] = [
  {
    name: 'gives back an event as it was written, numbered in its stream and in the log',
    async run(store) {
      const first = request({ events: 2, title: 'Лицей «Ёлка» \u001f 😀 "\\' });
      const before = await store.head();
      const appended = await store.append(first);
      assert.deepEqual([appended.outcome, appended.revision, appended.position], ['appended', 1n, before + 2n]);
      assert.deepEqual(appended.answer, first.command.answer);
      const expected = first.events.map((event, index) => ({
        ...event,
        stream: first.stream,
        revision: BigInt(index),
        position: before + BigInt(index) + 1n,
      }));
      const read = await store.readStream(first.stream, { limit: 10 });
      assert.deepEqual(
        read.map((event) => ({ ...event })),
        expected,
      );
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
      const results = await Promise.allSettled([...good, ...bad].map((one) => store.append(one)));
      assert.deepEqual(
        results.map(({ status }) => status),
        [...good.map(() => 'fulfilled'), ...bad.map(() => 'rejected')],
      );
      for (const { stream } of good) {
        const events = await store.readStream(stream, { limit: 10 });
        assert.deepEqual(revisions(events), [0n, 1n, 2n]);
        assert.equal(events[2]!.position - events[0]!.position, 2n, 'an append lies together in the log');
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
      await store.append(request({ events: 5 }));
      await store.append(request({ events: 2 }));
      const all = Array.from({ length: 7 }, (_, index) => before + BigInt(index) + 1n);
      assert.equal(await store.head(), all.at(-1));
      assert.deepEqual(positions(await store.readAll({ after: before, limit: 100 })), all);
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
      const upTo = before + 8n;
      const read = async (after: bigint, limit: number): Promise<bigint[]> =>
        positions(await store.readSchool(mine, { after, upTo, limit }));
      assert.deepEqual(
        await read(0n, 100),
        [1n, 2n, 5n, 6n].map((step) => before + step),
      );
      assert.deepEqual(await read(before + 1n, 2), [before + 2n, before + 5n]);
      assert.deepEqual(await store.readSchool(newSchool(), { after: 0n, upTo, limit: 5 }), []);
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
      assert.deepEqual(
        seen,
        Array.from({ length: 9 }, (_, index) => before + BigInt(index) + 1n),
      );
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
  {
    name: 'refuses more than one append may hold and takes as much as it may',
    async run(store) {
      const most = request({ events: appendLimits.events });
      assert.equal((await store.append(most)).revision, BigInt(appendLimits.events - 1));
      await assert.rejects(store.append(request({ events: appendLimits.events + 1 })), AppendRefused);
      await assert.rejects(store.append(request({ events: 0 })), AppendRefused);
      const large = request({ title: 'я'.repeat(449_000) });
      await store.append(large);
      assert.deepEqual((await store.readStream(large.stream, { limit: 1 }))[0]!.data, large.events[0]!.data);
      await assert.rejects(store.append(request({ title: 'я'.repeat(450_000) })), AppendRefused);
    },
  },
  {
    name: 'refuses what cannot be given back as it is',
    async run(store) {
      const before = await store.head();
      const values: unknown[] = [
        '\0',
        '\ud800',
        1.5,
        2 ** 53,
        -0,
        Number.NaN,
        undefined,
        1n,
        { '\0': 1 },
        [[Number.POSITIVE_INFINITY]],
      ];
      for (const value of values) {
        const one = request();
        const events = one.events.map((event) => ({ ...event, data: { value } as never }));
        await assert.rejects(store.append({ ...one, events }), AppendRefused);
      }
      for (const stream of ['school', 'school-', 'Иванов-1', 'school-\u001f'])
        await assert.rejects(store.append({ ...request(), stream }), AppendRefused);
      assert.equal(await store.head(), before);
    },
  },
  {
    name: 'refuses a page of no size',
    async run(store) {
      for (const limit of [0, -1, 1.5, Number.NaN, 1e9]) await assert.rejects(store.readAll({ limit }), RangeError);
    },
  },
];

/** T03: of `writers` that expect one revision, exactly one wins, the others are told; no revision is left out. */
export async function oneWinner(
  store: Pick<EventStore, 'append' | 'readStream'>,
  writers: number,
  rounds: number,
): Promise<void> {
  const school = newSchool();
  for (let round = 0; round < rounds; round += 1) {
    const expected = round === 0 ? 'no_stream' : BigInt(round - 1);
    const results = await Promise.allSettled(
      Array.from({ length: writers }, () => store.append(request({ school, expected }))),
    );
    const lost = results.filter((result) => result.status === 'rejected');
    assert.equal(results.length - lost.length, 1, `round ${round}: one winner`);
    for (const { reason } of lost) assert.ok(reason instanceof RevisionConflict, `round ${round}: ${String(reason)}`);
  }
  const events = await store.readStream(streams.school(school), { limit: rounds + 1 });
  assert.deepEqual(
    revisions(events),
    Array.from({ length: rounds }, (_, index) => BigInt(index)),
  );
}
