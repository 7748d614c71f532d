import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '@peremena/events';
import { openPostgresStore, type EventStore } from '@peremena/events/store';
import { startBenchPostgres } from '../../events/bench/cluster.ts';
import type { Bench } from '../../events/bench/harness.ts';
import { all } from '../src/all.ts';
import { openReadModels, type Sql } from '../src/core/connection.ts';
import { Lane, type Met } from '../src/core/lane.ts';
import { meetPage, type Reading } from '../src/core/meet.ts';
import { tableOf, type Projection } from '../src/core/projection.ts';
import { prepareTables } from '../src/core/tables.ts';
import { marks } from '../src/marks/project.ts';
import { startProjector, type Projector } from '../src/worker.ts';
import { appendTerm, type TermLog } from './term-log.ts';

// Nothing in these logs is sealed: opening names is no part of the figure.
const reading: Reading = { decode, open: (events) => Promise.resolve(events) };
const singles = 1_500;

/** Rebuilds read models in the projector's thread, and projects the first events one by one into a schema beside for comparison. */
function rebuildOf(
  models: readonly Projection[],
  log: TermLog,
  about: Pick<Bench, 'name' | 'metric' | 'floor' | 'aim'>,
): Bench {
  let stop = async (): Promise<void> => undefined;
  let store: EventStore;
  let sql: Sql;
  let projector: Projector;
  let appended = 0;
  return {
    ...about,
    unit: 'events/s',
    async prepare() {
      const cluster = await startBenchPostgres();
      const home = await mkdtemp(join(tmpdir(), 'peremena-bench-'));
      store = await openPostgresStore({ url: cluster.url });
      sql = openReadModels({ url: cluster.url, schema: 'single', derived: true });
      await prepareTables(sql, 'single', all);
      appended = await appendTerm(store, log);
      const caughtUp = Promise.withResolvers<void>();
      projector = startProjector(
        { url: cluster.url, vaultUrl: cluster.url, masterKeyFile: join(home, 'master-key') },
        {
          progress: (position) => position === BigInt(appended) && caughtUp.resolve(),
          failed: (message) => caughtUp.reject(new Error(message)),
          troubled: (message) => caughtUp.reject(new Error(message)),
        },
      );
      stop = async () => {
        await projector.stop();
        await Promise.all([sql.end(), store.close()]);
        await cluster.stop();
        await rm(home, { recursive: true });
      };
      await caughtUp.promise;
    },
    async run() {
      const start = performance.now();
      const events = await projector.rebuild(models.map((model) => model.name));
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
