import { decode } from '@peremena/events';
import { openPostgresStore, type EventStore } from '@peremena/events/store';
import { startBenchPostgres } from '../../events/bench/cluster.ts';
import type { Bench } from '../../events/bench/harness.ts';
import { all } from '../src/all.ts';
import { liveSchema, openReadModels, type Sql } from '../src/core/connection.ts';
import { Lane, type Met } from '../src/core/lane.ts';
import { meetPage, type Reading } from '../src/core/meet.ts';
import { tableOf, type Projection } from '../src/core/projection.ts';
import { rebuild } from '../src/core/rebuild.ts';
import { prepareTables } from '../src/core/tables.ts';
import { marks } from '../src/marks/project.ts';
import { appendTerm, type TermLog } from './term-log.ts';

// Nothing in these logs is sealed: opening names is no part of the figure.
const reading: Reading = { decode, open: (events) => Promise.resolve(events) };
const singles = 1_500;

/** Rebuilds read models from a log in a Postgres of its own, and the first events one by one for comparison. */
function rebuildOf(
  models: readonly Projection[],
  log: TermLog,
  about: Pick<Bench, 'name' | 'metric' | 'floor' | 'aim'>,
): Bench {
  let stop = async (): Promise<void> => undefined;
  let store: EventStore;
  let sql: Sql;
  let appended = 0;
  return {
    ...about,
    unit: 'events/s',
    async prepare() {
      const cluster = await startBenchPostgres();
      store = await openPostgresStore({ url: cluster.url });
      sql = openReadModels({ url: cluster.url, derived: true });
      await prepareTables(sql, liveSchema, all);
      appended = await appendTerm(store, log);
      stop = async () => {
        await Promise.all([sql.end(), store.close()]);
        await cluster.stop();
      };
    },
    async run() {
      const start = performance.now();
      const events = await rebuild({ sql, store, reading, models, signal: new AbortController().signal });
      if (events !== appended) throw new Error(`rebuilt ${events} of ${appended} events`);
      return events / ((performance.now() - start) / 1000);
    },
    /** The same projections, tables and settings, with a statement for every event and read model it touches; reading is not counted. */
    async baseline() {
      for (const table of models.map(tableOf)) await sql.unsafe(`truncate ${table}`);
      await sql`update checkpoints set position = 0`;
      const page = await store.readAll({ limit: singles });
      const work = await meetPage(
        reading,
        models.map((model) => new Lane(sql, model)),
        page,
      );
      const steps = [...work].flatMap(([lane, met]) => met.map((one): [Lane, Met] => [lane, one]));
      const start = performance.now();
      for (const [lane, met] of steps) await lane.write([met], met.position);
      return page.length / ((performance.now() - start) / 1000);
    },
    finish: () => stop(),
  };
}

export const bench: readonly Bench[] = [
  rebuildOf(
    [marks],
    { events: 200_000, lessons: false },
    {
      name: 'rebuild',
      metric: 'events of journals rebuilt into the marks as they stand, against one upsert per event',
      floor: { value: 80_000, ratio: 8 },
      aim: { ratio: 20 },
    },
  ),
  rebuildOf(
    all,
    { events: 60_000, lessons: true },
    {
      name: 'rebuild-all',
      metric:
        'events of lessons and journals rebuilt into every read model, against one upsert per event and read model',
    },
  ),
];
