import { EventStoreDBClient } from '@eventstore/db-client';
import { createBell } from './bell.ts';
import { StoreDenied, StoreUnavailable } from './errors.ts';
import type { SchoolId } from '../index.ts';
import { appendLimits, type EventStore, type SchoolRange, type StoredEvent } from './event-store.ts';
import { openAppends } from './eventstoredb/appends.ts';
import { openLogReader } from './eventstoredb/log-reader.ts';
import { openPages } from './eventstoredb/pages.ts';
import type { Bounds } from './eventstoredb/turns.ts';
import { wake } from './eventstoredb/waker.ts';
import { fromWire } from './eventstoredb/wire.ts';
import { follow } from './follow.ts';
import { checkLimit } from './page-limit.ts';
import type { SchoolCopy } from './school-copy.ts';
import { wholeAppends, type Row } from './whole-appends.ts';

export interface EventStoreDbOptions {
  /** `esdb://[user:password@]host:port[,host:port][?tls=false]`. */
  readonly url: string;
  readonly limits?: Partial<Bounds>;
  /** On which stream a command was carried out, for those this process does not remember; null where that is not known either. */
  readonly streamOf?: (commandId: string) => Promise<string | null>;
  /** A copy from which one school can be read; what it does not hold yet is looked for in the log. Closed with the store. */
  readonly copy?: SchoolCopy;
}

const usual: Bounds = {
  underWay: 64,
  bytesUnderWay: 8_000_000,
  waiting: 10_000,
  waitingBytes: 64_000_000,
  timeLimitMs: 10_000,
};

/** Opens the log in EventStoreDB. Raises an error that says what to do when it cannot be reached, or holds what is not ours. */
export async function openEventStoreDb({ url, limits, streamOf, copy }: EventStoreDbOptions): Promise<EventStore> {
  const bounds = { ...usual, ...limits };
  const { client, credentials } = connect(url);
  const pages = openPages(client, bounds.timeLimitMs);
  const appends = openAppends({ client, pages, credentials, bounds, ...(streamOf ? { streamOf } : {}) });
  const log = openLogReader(pages);
  const bell = createBell();
  const closing = new AbortController();
  let waker: ReturnType<typeof wake> | null = null;

  let first: StoredEvent | undefined;

  /** What the copy holds of a stretch, and up to where the log need not be looked at. */
  const copied = async (school: SchoolId, { after, upTo, limit }: SchoolRange) => {
    const none = { events: [], upTo: after };
    if (!copy) return none;
    first ??= (await store.readAll({ limit: 1 }))[0];
    const reached = first ? await copy.reached(first) : 0n;
    if (!first || reached <= after) return none;
    const end = reached < upTo ? reached : upTo;
    const events = await copy.readSchool(school, { after, upTo: end, limit });
    // Begun anew meanwhile: what was read may have gaps.
    return (await copy.reached(first)) < end ? none : { events, upTo: end };
  };

  const store: EventStore = {
    async append(request) {
      if (closing.signal.aborted) throw new StoreUnavailable('the log is closed');
      const appended = await appends.append(request);
      bell.ring();
      return appended;
    },
    findCommand: appends.findCommand,
    async readStream(stream, { direction = 'forwards', from, limit }) {
      const page = await pages.stream(stream, from ?? beginOf[direction], direction, checkLimit(limit));
      const read = page.map(fromWire);
      if (direction === 'forwards') appends.learn(stream, read);
      return read.map(({ event }) => event);
    },
    async readAll({ direction = 'forwards', after, from, limit }) {
      checkLimit(limit);
      if (direction === 'backwards') return after === 0n ? [] : (await log.backwards(after, limit)).map(bare);
      return (await log.forwards({ after: after ?? 0n, from, limit })).map(bare);
    },
    async readSchool(school, { after, upTo, limit }) {
      const wanted = ({ metadata }: StoredEvent): boolean => metadata.schoolId === school;
      const kept = await copied(school, { after, upTo, limit: checkLimit(limit) });
      const rest = limit - kept.events.length;
      if (rest === 0 || kept.upTo >= upTo) return kept.events;
      return [...kept.events, ...(await log.forwards({ after: kept.upTo, upTo, limit: rest, wanted })).map(bare)];
    },
    async readAppends({ after, limit }) {
      const rows = await log.forwards({ after, limit: checkLimit(limit) + appendLimits.events });
      return wholeAppends(rows, limit);
    },
    head: log.head,
    subscribe(subscription) {
      waker ??= wake(client, bell);
      return follow(store, bell, { ...subscription, signal: AbortSignal.any([subscription.signal, closing.signal]) });
    },
    async close() {
      closing.abort();
      await Promise.all([appends.drained(), waker?.end()]);
      await Promise.all([client.dispose(), copy?.close()]);
    },
  };
  await look(store, bounds.timeLimitMs).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  return store;
}

const beginOf = { forwards: 'start', backwards: 'end' } as const;

const bare = ({ command: _, ...event }: Row): StoredEvent => event;

/** The first event tells whether the server holds our log; a server that is coming up is waited for. */
async function look(store: EventStore, limitMs: number): Promise<void> {
  const until = performance.now() + limitMs;
  for (;;) {
    const failure = await store.readAll({ limit: 1 }).then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) return;
    if (!(failure instanceof StoreUnavailable) || failure instanceof StoreDenied) throw failure;
    // A server that has just been started is not ready for some seconds.
    if (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    throw new StoreUnavailable(
      'EventStoreDB does not answer at EVENTSTORE_URL: is it running there, with TLS as the address says?',
      {
        cause: failure,
      },
    );
  }
}

/** A client whose appends are calls of their own: with a user named in the call the client shares no stream between them. */
function connect(url: string) {
  // The client does not do so, and says it with the whole address, the password in it.
  if (/[?&]tlsVerifyCert=false/i.test(url))
    throw new Error(
      'EVENTSTORE_URL: certificates are always checked; name that of your own authority with ?tlsCAFile=/path/ca.crt',
    );
  let user: RegExpExecArray | null;
  let client: EventStoreDBClient;
  try {
    client = EventStoreDBClient.connectionString(url);
    user = /^[^:]+:\/\/([^:@/]+):([^@]+)@/.exec(url);
  } catch (error) {
    throw new Error('EVENTSTORE_URL is not an address like esdb://user:password@host:2113', { cause: error });
  }
  if (!user && !/[?&]tls=false/i.test(url))
    throw new Error('EVENTSTORE_URL names no user; without one there is only ?tls=false');
  const [username, password] = user ? [user[1]!, user[2]!].map(decodeURIComponent) : ['nobody', 'nobody'];
  return { client, credentials: { username: username!, password: password! } };
}
