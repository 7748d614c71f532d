import type { Bell } from './bell.ts';
import { StoreUnavailable } from './errors.ts';
import type { EventStore, StoredEvent, SubscribeOptions } from './event-store.ts';

/** Milliseconds: how long a subscription trusts the bell before it looks for itself, and how long it waits after a failure at most. */
const pollMs = 1_000;
const longestPauseMs = 2_000;

/**
 * Pages of the log from `after` on, for ever: reads, gives, and waits for the bell at the end of the log. An outage is waited out with
 * growing pauses and jitter; the next page starts behind the last event given, so none is given twice or left out.
 */
export async function* follow(
  log: Pick<EventStore, 'readAll'>,
  bell: Bell,
  { after, pageSize, signal }: SubscribeOptions,
): AsyncGenerator<readonly StoredEvent[]> {
  let last = after;
  let failures = 0;
  while (!signal.aborted) {
    const seen = bell.rings;
    try {
      const page = await log.readAll({ after: last, limit: pageSize });
      failures = 0;
      if (signal.aborted) return;
      if (page.length > 0) {
        yield page;
        last = page.at(-1)!.position;
      }
      // Whatever was appended after this page was read has rung the bell since.
      if (page.length < pageSize) await bell.wait(seen, pollMs, signal);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      failures += 1;
      const pause = Math.min(longestPauseMs, 50 * 2 ** failures) * (0.5 + Math.random() / 2);
      await bell.wait(Number.POSITIVE_INFINITY, pause, signal);
    }
  }
}
