import { fileURLToPath } from 'node:url';
import type { SchoolId } from '../index.ts';
import { createAppendQueue, queueLimits, type QueueLimits } from './append-queue.ts';
import { createBell } from './bell.ts';
import { CommandReused } from './errors.ts';
import { appendLimits, type Appended, type EventStore, type JsonObject, type StoredEvent } from './event-store.ts';
import { readFailure } from './failures.ts';
import { follow } from './follow.ts';
import { listen } from './listener.ts';
import { migrate } from './migrate.ts';
import { checkLimit } from './page-limit.ts';
import { wholeAppends, type Row } from './whole-appends.ts';
import { openPool, type Sql } from './pool.ts';

const schema = fileURLToPath(new URL('./schema/log', import.meta.url));

export interface PostgresStoreOptions {
  readonly url: string;
  /** Bring the schema up to date first (default). A login that may only append cannot. */
  readonly migrate?: boolean;
  /** What this process may do: append and read, or only read. */
  readonly role?: 'writer' | 'reader';
  readonly limits?: Partial<QueueLimits>;
}

/** Brings the log's own schema up to date; needs a login that may make roles and a schema. */
export function migrateLog(url: string): Promise<void> {
  return migrate(url, schema, 'events');
}

/** Opens the log in Postgres. Raises the error of the driver when it cannot be reached at this moment. */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<EventStore> {
  const { url } = options;
  if (options.migrate ?? true) await migrateLog(url);
  const limits = { ...queueLimits, ...options.limits };
  const role = `peremena_${options.role ?? 'writer'}`;
  const { timeLimitMs } = limits;
  const writing = openPool({ url, role, timeLimitMs, max: limits.lanes });
  const reading = openPool({ url, role, timeLimitMs, max: 3 });
  const bell = createBell();
  const closing = new AbortController();
  let listener: ReturnType<typeof listen> | null = null;
  const queue = createAppendQueue(writing, limits);
  const read = <T>(query: (sql: Sql) => PromiseLike<T>): Promise<T> =>
    reading.run(query).catch((error: unknown) => {
      throw readFailure(error);
    });

  const store: EventStore = {
    append: (request) => queue.append(request),
    findCommand: (stream, command) => read((sql) => findCommand(sql, stream, command)),
    readStream: (stream, { direction = 'forwards', from, limit }) =>
      read((sql) =>
        direction === 'forwards'
          ? events(
              sql,
              sql`where stream = ${stream} and revision >= ${from ?? 0n} order by revision limit ${checkLimit(limit)}`,
            )
          : events(
              sql,
              sql`where stream = ${stream} and revision <= ${from ?? last} order by revision desc limit ${checkLimit(limit)}`,
            ),
      ),
    readAll: ({ direction = 'forwards', after, from, limit }) =>
      read((sql) =>
        direction === 'forwards'
          ? events(
              sql,
              sql`where position >= ${from ?? (after ?? 0n) + 1n} order by position limit ${checkLimit(limit)}`,
            )
          : events(sql, sql`where position < ${after ?? last} order by position desc limit ${checkLimit(limit)}`),
      ),
    readSchool: (school: SchoolId, { after, upTo, limit }) =>
      read((sql) =>
        events(
          sql,
          sql`where school_id = ${school} and position > ${after} and position <= ${upTo} order by position limit ${checkLimit(limit)}`,
        ),
      ),
    readAppends: ({ after, limit }) =>
      read(async (sql) => wholeAppends(await rowsAfter(sql, after, checkLimit(limit)), limit)),
    head: () => read(async (sql) => (await sql<{ position: bigint }[]>`select position from log.head`)[0]!.position),
    subscribe(subscription) {
      // Who only appends and reads is not woken by every batch.
      listener ??= listen({ url, channel: 'peremena_log', bell, role });
      return follow(store, bell, { ...subscription, signal: AbortSignal.any([subscription.signal, closing.signal]) });
    },
    async close() {
      closing.abort();
      await Promise.all([writing.end(), reading.end(), listener?.end()]);
    },
  };
  return store;
}

const last = 2n ** 63n - 1n;

async function events(sql: Sql, where: ReturnType<Sql>): Promise<StoredEvent[]> {
  return [
    ...(await sql<StoredEvent[]>`select position, stream, revision, id, type, data, metadata from log.events ${where}`),
  ];
}

/** Enough rows for at least one whole append. */
async function rowsAfter(sql: Sql, after: bigint, limit: number): Promise<Row[]> {
  type Kept = StoredEvent & { command: Row['command'] };
  return sql<Kept[]>`
    select position, stream, revision, id, type, data, metadata, case when command_id is not null then
      json_build_object('id', command_id, 'hash', command_hash, 'events', command_events, 'answer', answer) end as command
    from log.events where position > ${after} order by position limit ${limit + appendLimits.events}`;
}

async function findCommand(sql: Sql, stream: string, command: { id: string; hash: string }): Promise<Appended | null> {
  const [first] = await sql<{ stream: string; hash: string; revision: bigint; position: bigint; answer: JsonObject }[]>`
    select stream, command_hash as hash, answer, revision + command_events - 1 as revision, position + command_events - 1 as position
    from log.events where command_id = ${command.id}`;
  if (!first) return null;
  if (first.hash !== command.hash || first.stream !== stream)
    throw new CommandReused(`command ${command.id} was used before`);
  return { outcome: 'repeated', revision: first.revision, position: first.position, answer: first.answer };
}
