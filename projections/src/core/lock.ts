import { liveSchema, openReadModels, type Sql } from './connection.ts';
import { withinLimit } from './limit.ts';

/** A lock that lasts as long as its connection. */
export interface Held {
  /** Aborts when the connection is gone and the lock with it, or when the server does not answer. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

const retryEvery = 500;
/** How often the server of an idle projector is asked whether it is there, and how long it may take to answer, in milliseconds. */
const usual = { every: 5_000, limit: 10_000 };
const lockOf = (schema: string): string => `peremena projector of ${schema}`;

/** Whether a projector of the live read models works somewhere. */
export async function projectorLock(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ held: boolean }[]>`
    with wanted as (select hashtextextended(${lockOf(liveSchema)}, 0) as key)
    select exists (
      select from pg_locks, wanted where locktype = 'advisory' and granted and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32) | objid::bigint = key
    ) as held`;
  return row!.held;
}

/** Waits until this process is the one projector of the schema; null when the signal aborts first. */
export async function holdProjectorLock(url: string, schema: string, signal: AbortSignal): Promise<Held | null> {
  while (!signal.aborted) {
    // The database may be away: that is tried again like a lock that another holds.
    const held = await tryProjectorLock(url, schema).catch(() => null);
    if (held) return held;
    await pause(retryEvery, signal);
  }
  return null;
}

/**
 * The lock of the one projector of the schema, or null where another process holds it. Its connection is the one that nothing else is sent
 * over: a server that vanished without a word is found out by asking.
 */
export async function tryProjectorLock(url: string, schema: string, asked = usual): Promise<Held | null> {
  const gone = new AbortController();
  const sql = openReadModels({ url, schema, max: 1, onclose: () => gone.abort() });
  try {
    const [row] = await sql<{ held: boolean }[]>`
      select pg_try_advisory_lock(hashtextextended(${lockOf(schema)}, 0)) as held`;
    if (row?.held) {
      void watch(sql, gone, asked);
      const release = (): Promise<void> => {
        // A link that is lost has nothing left to say; waiting for it would keep the next one waiting.
        const ended = sql.end({ timeout: gone.signal.aborted ? 0 : 5 });
        gone.abort();
        return ended;
      };
      return { lost: gone.signal, release };
    }
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  await sql.end({ timeout: 1 });
  return null;
}

async function watch(sql: Sql, gone: AbortController, { every, limit }: typeof usual): Promise<void> {
  for (;;) {
    await pause(every, gone.signal);
    if (gone.signal.aborted) return;
    await withinLimit(sql`select 1`, limit).catch(() => gone.abort());
  }
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
