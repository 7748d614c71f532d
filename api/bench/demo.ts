import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReadModels } from '@peremena/projections/queries';
import { pino } from 'pino';
import { startBenchPostgres } from '../../events/bench/cluster.ts';
import type { Bench } from '../../events/bench/harness.ts';
import { makeDemo, type DemoSize } from '../src/demo/demo.ts';
import { migrateRooms, openApi, projectFor } from '../src/open-api.ts';

let postgres: Awaited<ReturnType<typeof startBenchPostgres>>;
let folder: string;
let databases = 0;

/** Events a second from an empty log until every read model shows the whole demo, all safety on; tells the events and the seconds too. */
async function made(size: DemoSize, atOnce?: number): Promise<number> {
  const name = `demo_${(databases += 1)}`;
  const at = (database: string) => Object.assign(new URL(postgres.url), { pathname: `/${database}` }).href;
  const sql = openReadModels({ url: postgres.url });
  for (const one of [name, `${name}_vault`]) await sql.unsafe(`create database ${one}`);
  const masterKeyFile = join(folder, `${name}.key`);
  const places = { databaseUrl: at(name), vaultUrl: at(`${name}_vault`), masterKeyFile };
  await migrateRooms(places);
  const log = pino({ level: 'silent' });
  const { api, close } = await openApi(places, log);
  const projector = projectFor(api, places, log);
  await projector.ready;
  const { store, vault, waitFor } = api.parts;
  const started = performance.now();
  await makeDemo({ store, vault, commands: api.commands, now: new Date(), size, ...(atOnce ? { atOnce } : {}) });
  const written = (performance.now() - started) / 1000;
  const head = await store.head();
  if (!(await waitFor([], head, 300_000))) throw new Error('the read models are behind');
  const shown = (performance.now() - started) / 1000;
  console.log(`  ${size}: ${head} events, written in ${written.toFixed(1)} s, shown after ${shown.toFixed(1)} s`);
  await projector.stop();
  await close();
  for (const one of [name, `${name}_vault`]) await sql.unsafe(`drop database ${one} with (force)`);
  await sql.end({ timeout: 2 });
  return Number(head) / shown;
}

/** How fast is the demo made? The baseline gives one command after the other. */
export const bench: readonly Bench[] = [
  {
    name: 'demo',
    metric: 'events of the full demo decided, stored and shown, against one command after the other',
    unit: 'events/s',
    aim: { value: 6_000, ratio: 4 },
    async prepare() {
      postgres = await startBenchPostgres();
      folder = await mkdtemp(join(tmpdir(), 'peremena-bench-'));
    },
    run: () => made('full'),
    baseline: () => made('small', 1),
    async finish() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  },
];
