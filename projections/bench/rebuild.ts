import { decode } from '@peremena/events';
import { openPostgresStore, type EventStore } from '@peremena/events/store';
import { startBenchPostgres } from '../../events/bench/cluster.ts';
import type { Bench } from '../../events/bench/harness.ts';
import { all } from '../src/all.ts';
import { liveSchema, openReadModels, type Sql } from '../src/core/connection.ts';
import { Lane } from '../src/core/lane.ts';
import { meetPage, type Reading } from '../src/core/meet.ts';
import { rebuild } from '../src/core/rebuild.ts';
import { prepareTables } from '../src/core/tables.ts';
import { appendTerm } from './term-log.ts';

const reading: Reading = { decode, open: (events) => Promise.resolve(events) };
const size = 120_000;
const singles = 1_500;

let stop = async (): Promise<void> => undefined;
let store: EventStore;
let sql: Sql;
let appended = 0;

const rebuildAll: Bench = {
  name: 'rebuild',
  metric: 'events rebuilt into every read model, against one upsert per event',
  unit: 'events/s',
  floor: { value: 80_000, ratio: 8 },
  aim: { ratio: 20 },
  async prepare() {
    const cluster = await startBenchPostgres();
    store = await openPostgresStore({ url: cluster.url });
    sql = openReadModels({ url: cluster.url });
    await prepareTables(sql, liveSchema, all);
    appended = await appendTerm(store, size);
    stop = async () => {
      await Promise.all([sql.end(), store.close()]);
      await cluster.stop();
    };
  },
  async run() {
    const start = performance.now();
    const events = await rebuild({ sql, store, reading, models: all, signal: new AbortController().signal });
    if (events !== appended) throw new Error(`rebuilt ${events} of ${appended} events`);
    return events / ((performance.now() - start) / 1000);
  },
  /** The same projections and checkpoints, a statement for every event and read model it touches; reading and parsing are not counted. */
  async baseline() {
    for (const model of all) await sql.unsafe(`truncate ${model.name}_v${model.version}`);
    await sql`update checkpoints set position = 0`;
    const lanes = all.map((model) => new Lane(sql, model));
    const met = await meetPage(reading, lanes, await store.readAll({ limit: singles }));
    const byPosition = new Map<bigint, Lane[]>();
    for (const [lane, list] of met)
      for (const { position } of list) byPosition.set(position, [...(byPosition.get(position) ?? []), lane]);
    const ofLane = new Map([...met].map(([lane, list]) => [lane, new Map(list.map((one) => [one.position, one]))]));
    const start = performance.now();
    for (const [position, touched] of [...byPosition].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      for (const lane of touched) await lane.write([ofLane.get(lane)!.get(position)!], position);
    }
    return byPosition.size / ((performance.now() - start) / 1000);
  },
  finish: () => stop(),
};

export const bench: readonly Bench[] = [rebuildAll];
