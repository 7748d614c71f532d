import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  type AllStreamRecordedEvent,
  type EventStoreDBClient,
  type RecordedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import { isNoStream, Late, readFailure } from './failures.ts';

/** Reads of one page each, always to its end and within a time limit; a broken page is a failure, never a short page. */
export interface Pages {
  /** Events of a stream; none where there is no stream. */
  stream(stream: string, from: bigint | 'start' | 'end', direction: Direction, limit: number): Promise<RecordedEvent[]>;
  /** Events of the log, the server's own among them; forwards from the event at a position on, backwards below one. */
  log(from: bigint | 'start' | 'end', direction: Direction, limit: number): Promise<AllStreamRecordedEvent[]>;
}

export type Direction = 'forwards' | 'backwards';

export function openPages(client: EventStoreDBClient, timeLimitMs: number): Pages {
  const way = { forwards: FORWARDS, backwards: BACKWARDS } as const;
  const end = { start: START, end: END } as const;
  return {
    stream: (stream, from, direction, limit) =>
      drained(
        client.readStream(stream, {
          direction: way[direction],
          fromRevision: typeof from === 'bigint' ? from : end[from],
          maxCount: limit,
        }),
        timeLimitMs,
      ).then(eventsOf, (error: unknown) => {
        if (isNoStream(error)) return [];
        throw readFailure(error);
      }),
    log: (from, direction, limit) =>
      drained(
        client.readAll({
          direction: way[direction],
          fromPosition: typeof from === 'bigint' ? { commit: from, prepare: from } : end[from],
          maxCount: limit,
        }),
        timeLimitMs,
      ).then(eventsOf, (error: unknown) => {
        throw readFailure(error);
      }),
  };
}

const eventsOf = <E>(resolved: readonly { readonly event?: E }[]): E[] =>
  resolved.flatMap(({ event }) => (event ? [event] : []));

/** All that a read gives. Given up after the limit, it is cancelled; an error that comes later finds a listener. */
function drained<E>(stream: StreamingRead<E>, limitMs: number): Promise<E[]> {
  return new Promise((resolve, reject) => {
    const events: E[] = [];
    const timer = setTimeout(() => {
      reject(new Late(`no answer within ${limitMs} ms`));
      stream.cancel().catch(() => undefined);
    }, limitMs);
    stream.on('data', (event: E) => events.push(event));
    stream.on('error', (error: Error) => {
      clearTimeout(timer);
      reject(error);
    });
    stream.on('end', () => {
      clearTimeout(timer);
      resolve(events);
    });
  });
}
