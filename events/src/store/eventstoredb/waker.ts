import { END, excludeSystemEvents, type EventStoreDBClient } from '@eventstore/db-client';
import type { Bell } from '../bell.ts';

/** Milliseconds before the next try after a broken subscription, at most. */
const longestPauseMs = 2_000;

/**
 * Rings the bell whenever the server tells of a new event. Only a bell: what was appended is read page by page, so what the server tells
 * early, twice or not at all (a frozen one is silent for 17 seconds) costs no event. Subscribes again for ever.
 */
export function wake(client: EventStoreDBClient, bell: Bell): { end(): Promise<void> } {
  const stop = new AbortController();
  const listen = async (): Promise<void> => {
    for (let failures = 0; !stop.signal.aborted;) {
      const told = await listenOnce(client, stop.signal, () => bell.ring());
      failures = told ? 1 : failures + 1;
      const pause = Math.min(longestPauseMs, 50 * 2 ** failures) * (0.5 + Math.random() / 2);
      await bell.wait(Number.POSITIVE_INFINITY, pause, stop.signal);
    }
  };
  const ended = listen();
  return {
    async end() {
      stop.abort();
      await ended;
    },
  };
}

/** Resolves when the subscription has ended, whatever the reason; true if it had stood. */
function listenOnce(client: EventStoreDBClient, signal: AbortSignal, ring: () => void): Promise<boolean> {
  return new Promise((resolve) => {
    let stood = false;
    const subscription = client.subscribeToAll({ fromPosition: END, filter: excludeSystemEvents() });
    const done = (): void => {
      signal.removeEventListener('abort', leave);
      resolve(stood);
    };
    const leave = (): void => {
      subscription.unsubscribe().catch(() => undefined);
      done();
    };
    subscription.on('data', ring);
    subscription.on('confirmation', () => {
      stood = true;
      ring();
    });
    // Stays for good: an error that nobody hears ends the process.
    subscription.on('error', done);
    subscription.on('end', done);
    subscription.on('close', done);
    signal.addEventListener('abort', leave, { once: true });
  });
}
