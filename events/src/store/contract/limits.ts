import assert from 'node:assert/strict';
import { AppendRefused } from '../errors.ts';
import { appendLimits } from '../event-store.ts';
import type { Check } from './check.ts';
import { request } from './request.ts';

/** What is too much, too little or cannot be given back. */
export const limits: readonly Check[] = [
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
