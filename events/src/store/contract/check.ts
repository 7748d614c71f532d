import type { EventStore, StoredEvent } from '../event-store.ts';

/** One thing that every adapter promises; throws when the store given does not keep it. */
export interface Check {
  readonly name: string;
  run(store: EventStore): Promise<void>;
}

/** Revisions of events in their order. */
export const revisions = (events: readonly StoredEvent[]): bigint[] => events.map(({ revision }) => revision);
/** Positions of events in their order. */
export const positions = (events: readonly StoredEvent[]): bigint[] => events.map(({ position }) => position);
