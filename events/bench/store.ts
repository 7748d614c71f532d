import { openEventStoreDb, openMemoryStore, openPostgresStore, type EventStore } from '../src/store/index.ts';
import { marks } from './append.ts';
import { startBenchPostgres } from './cluster.ts';
import { syncsPerSecond } from './disk.ts';
import type { Bench } from './harness.ts';

/** A store under measurement; `end` closes it and ends what was started for it. */
interface Side {
  readonly store: EventStore;
  end(): Promise<void>;
}
type Open = () => Promise<Side>;

/** What is done to a store. `prepare` gives what a round is done with; `round` gives its figure. */
interface Task<T> {
  readonly name: string;
  readonly metric: string;
  readonly unit: string;
  prepare(store: EventStore): Promise<T>;
  round(store: EventStore, prepared: T): Promise<number>;
}

const inPostgres: Open = async () => {
  const cluster = await startBenchPostgres();
  const store = await openPostgresStore({ url: cluster.url });
  return { store, end: () => store.close().then(cluster.stop) };
};
const inMemory: Open = async () => {
  const store = openMemoryStore();
  return { store, end: () => store.close() };
};
const url = process.env['EVENTSTORE_URL'];
const inEventStoreDb: Open = async () => {
  const store = await openEventStoreDb({ url: url! });
  return { store, end: () => store.close() };
};

const perSecond = (count: number, started: number): number => count / ((performance.now() - started) / 1000);

/** Commands of one event each, so many of them under way at any time, each in a stream of its own. */
const append = (inFlight: number): Task<null> => ({
  name: `store-append-${inFlight}`,
  metric: `commands of one event, stored and answered, ${inFlight} in flight`,
  unit: 'commands/s',
  prepare: async () => null,
  async round(store) {
    const each = inFlight === 1 ? 300 : 100;
    const work = Array.from({ length: inFlight }, () => marks(each));
    const started = performance.now();
    await Promise.all(
      work.map(async (stream) => {
        for (const request of stream) await store.append(request);
      }),
    );
    return perSecond(inFlight * each, started);
  },
});

interface Filled {
  /** Position before the first event. */
  readonly after: bigint;
  readonly head: bigint;
  readonly streams: readonly string[];
}

const [streams, perStream, perAppend] = [60, 500, 100];
const events = streams * perStream;

async function fill(store: EventStore): Promise<Filled> {
  const after = await store.head();
  const names = await Promise.all(
    Array.from({ length: streams }, async () => {
      const made = marks(perStream);
      for (let at = 0; at < perStream; at += perAppend) {
        const part = made.slice(at, at + perAppend);
        await store.append({ ...part[0]!, events: part.flatMap((request) => request.events) });
      }
      return made[0]!.stream;
    }),
  );
  return { after, head: await store.head(), streams: names };
}

const readStream: Task<Filled> = {
  name: 'store-read-stream',
  metric: `streams of ${perStream} events read whole, one after the other`,
  unit: 'streams/s',
  prepare: fill,
  async round(store, filled) {
    const started = performance.now();
    for (const stream of filled.streams) {
      const { length } = await store.readStream(stream, { limit: perStream });
      if (length !== perStream) throw new Error(`read ${length} of ${perStream} events`);
    }
    return perSecond(streams, started);
  },
};

const readAll: Task<Filled> = {
  name: 'store-read-all',
  metric: `the log read in pages of 5,000, ${events} events`,
  unit: 'events/s',
  prepare: fill,
  async round(store, { after, head }) {
    const started = performance.now();
    let read = 0;
    for (let at = after; at < head;) {
      const page = await store.readAll({ after: at, limit: 5_000 });
      read += page.length;
      at = page.at(-1)!.position;
    }
    return perSecond(read, started);
  },
};

const catchUp: Task<Filled> = {
  name: 'store-catch-up',
  metric: `a subscription from behind to the end of the log, ${events} events`,
  unit: 'events/s',
  prepare: fill,
  async round(store, { after, head }) {
    const stop = new AbortController();
    const started = performance.now();
    let read = 0;
    for await (const page of store.subscribe({ after, pageSize: 5_000, signal: stop.signal })) {
      read += page.length;
      if (page.at(-1)!.position >= head) stop.abort();
    }
    return perSecond(read, started);
  },
};

/** A task on one store, beside a baseline that is no store or another one doing the same. */
function beside<T>(
  task: Task<T>,
  store: string,
  open: Open,
  other: Open | (() => Promise<number>),
  than: string,
): Bench {
  const sides: Side[] = [];
  const prepare = async (one: Open): Promise<() => Promise<number>> => {
    const side = await one();
    sides.push(side);
    const prepared = await task.prepare(side.store);
    return () => task.round(side.store, prepared);
  };
  let run: () => Promise<number>;
  let baseline: () => Promise<number>;
  return {
    name: `${task.name}-${store}`,
    metric: `${task.metric}, against ${than}`,
    unit: task.unit,
    async prepare() {
      run = await prepare(open);
      baseline = other === syncsPerSecond ? syncsPerSecond : await prepare(other as Open);
    },
    run: () => run(),
    baseline: () => baseline(),
    finish: async () => void (await Promise.all(sides.splice(0).map((side) => side.end()))),
  };
}

function ofEach<T>(task: Task<T>, baseline: Open | (() => Promise<number>), than: string): readonly Bench[] {
  const postgres = beside(task, 'postgres', inPostgres, baseline, than);
  return url ? [postgres, beside(task, 'eventstoredb', inEventStoreDb, inPostgres, 'Postgres')] : [postgres];
}

/** Told once, by the first figure that is measured. */
let told = Boolean(url);
const telling = (bench: Bench): Bench => ({
  ...bench,
  async prepare() {
    if (!told) console.log('EVENTSTORE_URL is not set: EventStoreDB is left out.');
    told = true;
    await bench.prepare?.();
  },
});

/** The stores side by side, with the rate at which the disk syncs. */
export const bench: readonly Bench[] = [
  ...[1, 8, 64].flatMap((inFlight) => ofEach(append(inFlight), syncsPerSecond, 'the syncs a second of the disk')),
  ...ofEach(readStream, inMemory, 'the log in memory'),
  ...ofEach(readAll, inMemory, 'the log in memory'),
  ...ofEach(catchUp, inMemory, 'the log in memory'),
].map(telling);
