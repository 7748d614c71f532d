import { randomUUID } from 'node:crypto';
import {
  openEvents,
  openMemoryStore,
  openMemoryVault,
  sealEvents,
  type EventStore,
  type NewEvent,
  type Vault,
} from '@peremena/events/store';
import { decode, type AnyEvent } from '@peremena/events';
import type { Reading } from '../src/core/meet.ts';
import { stored, type Given } from '../src/core/specification.ts';

/** A log in memory with a vault, and how it is read. */
export interface TestLog {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly reading: Reading;
  /** Seals and appends, one append for each run of events of one stream; gives the last position. */
  append(events: readonly Given[]): Promise<bigint>;
}

export function openTestLog(store: EventStore = openMemoryStore(), vault: Vault = openMemoryVault()): TestLog {
  return {
    store,
    vault,
    reading: { decode, open: (events) => openEvents(vault, events) },
    async append(events) {
      let position = 0n;
      const pending = [...stored(events)];
      while (pending.length > 0) {
        const { stream } = pending[0]!;
        const other = pending.findIndex((event) => event.stream !== stream);
        const run = pending.splice(0, Math.min(400, other < 0 ? pending.length : other));
        const sealed = await sealEvents(vault, stream, run as unknown as readonly AnyEvent[]);
        const commandId = randomUUID();
        const batch = run.map((event, at) => ({
          id: randomUUID(),
          type: event.type,
          data: sealed[at]!.data,
          metadata: { ...event.metadata, commandId },
        })) as unknown as NewEvent[];
        ({ position } = await store.append({
          stream,
          expected: 'any',
          events: batch,
          command: { id: commandId, hash: 'test', answer: {} },
        }));
      }
      return position;
    },
  };
}
