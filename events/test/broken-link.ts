import assert from 'node:assert/strict';
import { newSchool, request } from '../src/store/contract/index.ts';
import { OutcomeUnknown, StoreUnavailable, type EventStore } from '../src/store/index.ts';
import type { Proxy } from './proxy.ts';
import { until } from './wait.ts';

/** A log that is reached by way of a link; its time limit is a second, and 20 appends may wait. */
export interface Linked {
  readonly store: EventStore;
  readonly proxy: Proxy;
}

export const linkedLimits = { timeLimitMs: 1_000, waiting: 20 } as const;

/** The log takes appends again. */
const back = ({ store }: Linked): Promise<void> =>
  until('appends again', () => store.append(request()).then(Boolean, () => false));

const reasons = (results: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  results.map((result) => (result.status === 'rejected' ? (result.reason as object).constructor : result.status));

/** What a broken link may do to a store: nothing that lasts, and nothing that is not told. */
export const brokenLink: readonly { readonly name: string; run(linked: Linked): Promise<void> }[] = [
  {
    name: 'a link that says nothing ends every operation in time, and the store works again after',
    async run({ store, proxy }) {
      await store.append(request());
      proxy.freeze();
      const started = performance.now();
      const results = await Promise.allSettled([
        store.append(request({ expected: 'no_stream' })),
        store.head(),
        store.append(request({ expected: 'no_stream' })),
        store.readAll({ limit: 1 }),
      ]);
      assert.ok(performance.now() - started < 20_000);
      assert.deepEqual(reasons(results), [OutcomeUnknown, StoreUnavailable, OutcomeUnknown, StoreUnavailable]);
      proxy.cut();
      await back({ store, proxy });
    },
  },
  {
    name: 'a link that refuses is known to have written nothing',
    async run({ store, proxy }) {
      const refused = (): Promise<boolean> =>
        store
          .append(request({ expected: 'no_stream' }))
          .then(Boolean, (error: unknown) => error instanceof StoreUnavailable);
      await proxy.shut();
      await until('all links gone', refused);
      assert.ok(await refused());
      await proxy.open();
      await back({ store, proxy });
    },
  },
  {
    name: 'bounds what waits',
    async run({ store, proxy }) {
      await store.append(request());
      proxy.freeze();
      const school = newSchool();
      const results = await Promise.allSettled(Array.from({ length: 40 }, () => store.append(request({ school }))));
      const busy = results.filter(
        (result) => result.status === 'rejected' && (result.reason as Error).message === 'too many appends wait',
      );
      assert.ok(busy.length >= 19 && busy.length <= 20, `${busy.length} of 40 were refused`);
      proxy.cut();
      await back({ store, proxy });
    },
  },
];
