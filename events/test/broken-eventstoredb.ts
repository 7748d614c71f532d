import { EventStoreDBClient, excludeSystemEvents, type EventData } from '@eventstore/db-client';
import type { EventStore, StoredEvent } from '../src/store/index.ts';

/** Stand-ins for an adapter of EventStoreDB, with one fault each. */

/** Expects any revision, and trusts the server to know an event again. */
export function sendsAny(url: string): Pick<EventStore, 'append' | 'close'> {
  const client = EventStoreDBClient.connectionString(url);
  const credentials = { username: 'nobody', password: 'nobody' };
  return {
    async append({ stream, events, command }) {
      const sent = events.map(
        ({ id, type, data, metadata }) =>
          ({
            id,
            type,
            contentType: 'application/json',
            data,
            metadata: { ...metadata, log: { id, command: { ...command, events: events.length } } },
          }) as unknown as EventData,
      );
      const { nextExpectedRevision, position } = await client.appendToStream(stream, sent, {
        expectedRevision: 'any',
        credentials,
      });
      return {
        outcome: 'appended',
        revision: nextExpectedRevision,
        position: position!.commit,
        answer: command.answer,
      };
    },
    close: () => client.dispose(),
  };
}

/** Goes on from the checkpoint the client tells of, which runs ahead of what it has handed out. */
export function resumesFromCheckpoint(url: string): Pick<EventStore, 'subscribe' | 'close'> {
  const client = EventStoreDBClient.connectionString(url);
  return {
    async *subscribe({ after, signal }) {
      let at = after;
      while (!signal.aborted) {
        const subscription = client.subscribeToAll({
          fromPosition: { commit: at, prepare: at },
          filter: excludeSystemEvents({
            checkpointReached: async (_, { commit }) => void (at = commit),
          }),
        });
        subscription.on('error', () => undefined);
        signal.addEventListener('abort', () => void subscription.unsubscribe(), { once: true });
        try {
          for await (const { event } of subscription)
            if (event) yield [{ position: event.position.commit } as StoredEvent];
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
    close: () => client.dispose(),
  };
}
