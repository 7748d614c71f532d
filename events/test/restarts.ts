import assert from 'node:assert/strict';
import { request } from '../src/store/contract/index.ts';
import { OutcomeUnknown, StoreUnavailable, type AppendRequest, type EventStore } from '../src/store/index.ts';
import { until } from './wait.ts';

/** What became of the appends of a run. */
export interface Fates {
  readonly acknowledged: number;
  readonly refused: number;
  readonly unknown: number;
  /** Of the unknown ones, those that had been stored. */
  readonly stored: number;
}

/**
 * T02: while `writers` write, the server is ended and comes back, `times` times. What was acknowledged is there, what was refused is not,
 * what is unknown is whole or not there; and every command sent again by a process that knows nothing of it is there once.
 */
export async function survivesRestarts(
  store: Pick<EventStore, 'append'>,
  fresh: () => Promise<EventStore>,
  restart: () => Promise<void>,
  { writers, times, events = 2 }: { readonly writers: number; readonly times: number; readonly events?: number },
): Promise<Fates> {
  const fates = new Map<AppendRequest, 'acknowledged' | 'refused' | 'unknown'>();
  let writing = true;
  let acknowledged = 0;
  const write = async (): Promise<void> => {
    while (writing) {
      const one = request({ events, expected: 'no_stream' });
      try {
        await store.append(one);
        fates.set(one, 'acknowledged');
        acknowledged += 1;
      } catch (error) {
        assert.ok(error instanceof OutcomeUnknown || error instanceof StoreUnavailable, String(error));
        fates.set(one, error instanceof OutcomeUnknown ? 'unknown' : 'refused');
        // A server that is away refuses at once: no reason to fill the list.
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  const working = Promise.all(Array.from({ length: writers }, write));
  try {
    for (let time = 0; time < times; time += 1) {
      const before = acknowledged;
      await until('somebody writes', () => acknowledged > before + writers, 120_000);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
      await restart();
    }
    const before = acknowledged;
    await until('somebody writes again', () => acknowledged > before, 120_000);
  } finally {
    writing = false;
    await working;
  }
  const reader = await fresh();
  let stored = 0;
  const look = async ([one, fate]: readonly [AppendRequest, string]): Promise<void> => {
    const found = (await reader.readStream(one.stream, { limit: 1_000 })).length;
    assert.ok(found === 0 || found === events, `${found} of ${events} events of an append that is ${fate}`);
    if (fate === 'acknowledged') assert.equal(found, events, 'acknowledged and not there');
    if (fate === 'refused') assert.equal(found, 0, 'refused and there');
    if (fate === 'unknown' && found > 0) stored += 1;
  };
  const left = [...fates];
  const looking = async (): Promise<void> => {
    for (let one = left.pop(); one; one = left.pop()) await look(one);
  };
  await Promise.all(Array.from({ length: 8 }, looking));
  const all = [...fates.keys()];
  const repeats = all.filter((one, index) => fates.get(one) === 'unknown' || index % 20 === 0);
  for (const one of repeats) {
    await reader.append(one);
    assert.equal((await reader.readStream(one.stream, { limit: 1_000 })).length, events, 'stored more than once');
  }
  await reader.close();
  const count = (fate: string): number => [...fates.values()].filter((one) => one === fate).length;
  return { acknowledged: count('acknowledged'), refused: count('refused'), unknown: count('unknown'), stored };
}
