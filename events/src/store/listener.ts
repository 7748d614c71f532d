import type { Bell } from './bell.ts';
import { openPool } from './pool.ts';

/** Milliseconds between two looks at the link. */
const beatMs = 1_000;

export interface ListenOptions {
  readonly url: string;
  /** What NOTIFY is sent on. */
  readonly channel: 'peremena_log' | 'peremena_progress';
  readonly bell: Bell;
  /** The database role to act as. */
  readonly role?: string;
}

/**
 * Rings the bell at every NOTIFY of a channel. LISTEN is repeated every second: the server does nothing when it already listens, a new
 * connection begins to, and a dead one is found out. While there is no link, who waits has to look for themselves.
 */
export function listen({ url, channel, bell, role }: ListenOptions): { end(): Promise<void> } {
  const stop = new AbortController();
  const act = role === undefined ? {} : { role };
  const pool = openPool({ url, ...act, max: 1, timeLimitMs: 5_000, onnotify: () => bell.ring() });
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
