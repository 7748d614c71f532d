import assert from 'node:assert/strict';
import type { EventStore, StoredEvent, StreamEvent } from '../event-store.ts';
import { request } from './request.ts';

/** One thing that every adapter promises; throws when the store given does not keep it. */
export interface Check {
  readonly name: string;
  run(store: EventStore): Promise<void>;
}

/** Revisions of events in their order. */
export const revisions = (events: readonly StreamEvent[]): bigint[] => events.map(({ revision }) => revision);
/** Positions of events in their order. */
export const positions = (events: readonly StoredEvent[]): bigint[] => events.map(({ position }) => position);

/** What the log holds behind `after`: positions, each above the one before. */
export async function positionsAfter(store: Pick<EventStore, 'readAll'>, after: bigint): Promise<bigint[]> {
  const found = positions(await store.readAll({ after, limit: 1_000 }));
  for (const [index, position] of found.entries())
    assert.ok(position > (found[index - 1] ?? after), `position ${position} after ${found[index - 1] ?? after}`);
  return found;
}

/** Positions that count every event, without a gap: what a log in Postgres or in memory promises beyond the port. */
export const gapless: Check = {
  name: 'numbers events without gaps',
  async run(store) {
    const before = await store.head();
    for (const events of [1, 3, 2]) await store.append(request({ events }));
    const six = [1n, 2n, 3n, 4n, 5n, 6n].map((step) => before + step);
    assert.deepEqual(await positionsAfter(store, before), six);
  },
};
