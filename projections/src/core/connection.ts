import { jit } from '@peremena/events/store';
import postgres from 'postgres';

/** A client of the read models; bigint columns come as bigint. */
export type Sql = postgres.Sql<{ bigint: bigint }>;

/** The schema the live read models lie in; a replay has one of its own, read by the same queries. */
export const liveSchema = 'read_models';

export interface ConnectionOptions {
  readonly url: string;
  /** Default the live read models. */
  readonly schema?: string;
  /** Connections at most; default 4. */
  readonly max?: number;
  /** Told of every connection that ends. */
  readonly onclose?: () => void;
  /**
   * For the projector: commits do not wait for the disk. Rows and checkpoint are one commit, so what a crash of the server takes away is
   * projected again.
   */
  readonly derived?: boolean;
}

/** Opens a pool whose unqualified table names mean the tables of one schema of read models. */
export function openReadModels({
  url,
  schema = liveSchema,
  max = 4,
  onclose,
  derived = false,
}: ConnectionOptions): Sql {
  if (!/^[a-z][a-z0-9_]*$/.test(schema)) throw new TypeError(`not a schema name: ${schema}`);
  return postgres(url, {
    max,
    types: {
      bigint: postgres.BigInt,
      date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day },
    },
    connection: {
      search_path: schema,
      application_name: 'peremena read models',
      timezone: 'UTC',
      jit,
      ...(derived ? { synchronous_commit: 'off' } : {}),
    },
    max_lifetime: null,
    backoff: () => 0.1,
    onnotice: () => undefined,
    ...(onclose ? { onclose } : {}),
  });
}
