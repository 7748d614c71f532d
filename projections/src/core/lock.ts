import { openReadModels } from './connection.ts';

/** A lock that lasts as long as its connection. */
export interface Held {
  /** Aborts when the connection is gone and the lock with it. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

const retryEvery = 500;

/** Waits until this process is the one projector of the schema; null when the signal aborts first. */
export async function holdProjectorLock(url: string, schema: string, signal: AbortSignal): Promise<Held | null> {
  while (!signal.aborted) {
    const gone = new AbortController();
    const sql = openReadModels({ url, schema, max: 1, onclose: () => gone.abort() });
    try {
      const [row] = await sql<{ held: boolean }[]>`
        select pg_try_advisory_lock(hashtextextended(${`peremena projector of ${schema}`}, 0)) as held`;
      if (row?.held) return { lost: gone.signal, release: () => sql.end({ timeout: 5 }) };
    } catch {
      // The database is away: tried again like a lock that another holds.
    }
    await sql.end({ timeout: 1 });
    await pause(retryEvery, signal);
  }
  return null;
}

/** Waits `ms` milliseconds, or until the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
