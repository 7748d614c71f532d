import postgres from 'postgres';

/** `sql` of postgres.js, with bigint for the 8-byte integers. */
export type Sql = postgres.Sql<{ bigint: bigint }>;

/**
 * Setting of every connection. Where Postgres has a compiler, it compiles plans that it takes for dear anew each time, also those it only believes
 * to be: an append of 1 ms took 100 ms with it.
 */
export const jit = 'off';

/** The time limit of a query passed without an answer: what it did is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface PoolOptions {
  readonly url: string;
  /** Connections. */
  readonly max: number;
  /** Milliseconds a query may take, the wait for a connection included. */
  readonly timeLimitMs: number;
  /** The database role to act as. */
  readonly role?: string;
  readonly onnotify?: () => void;
}

/** Connections whose queries always end: by an answer, an error of the driver, or `NoAnswer`. */
export interface Pool {
  run<T>(query: (sql: Sql) => PromiseLike<T>, timeLimitMs?: number): Promise<T>;
  end(): Promise<void>;
}

/**
 * Opens connections lazily. The server gives up a statement shortly before we do, so a query that we give up has lost its link: all
 * connections are then replaced, since the driver cannot tell which of them are dead.
 */
export function openPool(options: PoolOptions): Pool {
  let current = connect(options);
  let ended = false;

  const replace = (old: Sql): void => {
    if (old !== current || ended) return;
    current = connect(options);
    old.end({ timeout: 0 }).catch(() => undefined);
  };

  return {
    run<T>(query: (sql: Sql) => PromiseLike<T>, limit = options.timeLimitMs): Promise<T> {
      const sql = current;
      return new Promise<T>((resolve, reject) => {
        const answer = query(sql);
        const timer = setTimeout(() => {
          reject(new NoAnswer(`no answer within ${limit} ms`));
          replace(sql);
        }, limit);
        answer.then(
          (value) => {
            clearTimeout(timer);
            resolve(value);
          },
          (error: Error) => {
            clearTimeout(timer);
            reject(error);
          },
        );
      });
    },
    async end() {
      ended = true;
      await current.end({ timeout: 5 });
    },
  };
}

function connect({ url, max, timeLimitMs, role, onnotify }: PoolOptions): Sql {
  const settings = { statement_timeout: Math.ceil(timeLimitMs * 0.9), jit, ...(role ? { role } : {}) };
  const hidden = { onnotify } as object;
  return postgres(url, {
    max,
    fetch_types: false,
    max_lifetime: null,
    connect_timeout: Math.max(1, Math.ceil(timeLimitMs / 2000)),
    // The driver's own growing pause would hold back the first query after an outage.
    backoff: () => 0.1,
    onnotice: () => undefined,
    types: { bigint: postgres.BigInt },
    connection: settings,
    ...hidden,
  });
}
