import assert from 'node:assert/strict';
import { request } from '../src/store/contract/index.ts';
import type { EventStore } from '../src/store/index.ts';
import type { Proxy } from './proxy.ts';
import { until } from './wait.ts';

/**
 * T06: a subscription whose link is cut and shut, also in the midst of a page, gives every event once and in order. `store` reaches the
 * log by way of `proxy`, `direct` does not.
 */
export async function losesNoneInOutages(
  store: Pick<EventStore, 'subscribe'>,
  direct: EventStore,
  proxy: Proxy,
  outages: number,
  patienceMs = 60_000,
): Promise<void> {
  const stop = new AbortController();
  const after = await direct.head();
  const seen: bigint[] = [];
  const reading = (async () => {
    for await (const page of store.subscribe({ after, pageSize: 3, signal: stop.signal }))
      for (const { position } of page) {
        seen.push(position);
        await new Promise(setImmediate);
      }
  })();
  try {
    for (let outage = 0; outage < outages; outage += 1) {
      const before = seen.length;
      await direct.append(request({ events: 40 }));
      // In the midst of what was told, not after it.
      await until('some seen', () => seen.length > before, patienceMs);
      if (outage % 2 === 0) proxy.cut();
      else await proxy.shut();
      await direct.append(request({ events: 3 }));
      if (outage % 2 === 1) await proxy.open();
    }
    const head = await direct.head();
    await until('the last seen', () => seen.at(-1) === head, patienceMs);
  } finally {
    stop.abort();
    await reading;
  }
  const all = await direct.readAll({ after, limit: 10_000 });
  assert.deepEqual(
    seen,
    all.map(({ position }) => position),
    'events left out or given twice',
  );
}
