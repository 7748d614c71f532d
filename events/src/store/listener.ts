import type { Bell } from './bell.ts';
import { openPool } from './pool.ts';

const channel = 'peremena_log';
/** Milliseconds between two looks at the link. */
const beatMs = 1_000;

/**
 * Rings the bell at every batch the log commits. LISTEN is repeated every second: the server does nothing when it already listens, a new
 * connection begins to, and a dead one is found out. While there is no link the subscriptions look for themselves.
 */
export function listen(url: string, bell: Bell, role: string): { end(): Promise<void> } {
  const stop = new AbortController();
  const pool = openPool({ url, role, max: 1, timeLimitMs: 5_000, onnotify: () => bell.ring() });
  const beat = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await pool.run((sql) => sql.unsafe(`listen ${channel}`)).catch(() => undefined);
      await bell.wait(Number.POSITIVE_INFINITY, beatMs, stop.signal);
    }
  };
  const ended = beat();
  return {
    async end() {
      stop.abort();
      await pool.end();
      await ended;
    },
  };
}
