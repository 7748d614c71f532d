import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CommandId } from '@peremena/events';
import { type EventStore, openPostgresStore, openVault, type Vault } from '@peremena/events/store';
import { openReadModels, type Sql } from '@peremena/projections/queries';
import { startBenchPostgres } from '../../events/bench/cluster.ts';
import type { Bench } from '../../events/bench/harness.ts';
import { sealingBy } from '../src/assemble.ts';
import { type CommandHandler, commandHandler } from '../src/core/handle-command.ts';
import { migrateApi } from '../src/migrate.ts';
import { importPlan } from '../src/oneroster/import.ts';
import { plan, type Plan } from '../src/oneroster/plan/plan.ts';
import { readBundle } from '../src/oneroster/reading/read-bundle.ts';
import { bundleOf } from '../test/oneroster/bundle-of.ts';
import { largeBundle, largeRows } from '../test/oneroster/large-bundle.ts';

let stop = async (): Promise<void> => undefined;
let home: string;
let store: EventStore;
let vault: Vault;
let sql: Sql;
let runs = 0;

async function prepare(): Promise<void> {
  const cluster = await startBenchPostgres();
  home = await mkdtemp(join(tmpdir(), 'peremena-bench-'));
  await migrateApi(cluster.url);
  store = await openPostgresStore({ url: cluster.url });
  vault = await openVault({ url: cluster.url, masterKeyFile: join(home, 'master-key') });
  sql = openReadModels({ url: cluster.url });
  stop = async () => {
    await Promise.all([store.close(), vault.close(), sql.end()]);
    await cluster.stop();
    await rm(home, { recursive: true });
  };
}

/** Imports a school of so many classes and subjects that is new each time, all the way from the bytes of its files. */
async function imported(
  [classes, subjects]: readonly [number, number],
  carriedOut: (made: Plan) => Plan = (made) => made,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  runs += 1;
  const read = await readBundle(bundleOf(largeBundle(classes, subjects), 65_536));
  const made = plan(read, { today: '2026-11-22', timeZone: 'Europe/Moscow', source: `bench ${runs}` });
  const handle = commandHandler({ store, sealing: sealingBy(vault) });
  // Ids by chance: a stream that is cut up would give the same one to each of its pieces.
  const commands: CommandHandler = (request) =>
    handle({ ...request, metadata: { ...request.metadata, commandId: randomUUID() as CommandId } });
  const report = await importPlan(carriedOut(made), {
    commands,
    vault,
    sql,
    fileName: 'bench',
    clock: () => new Date('2026-11-22T09:00:00Z'),
    signInFile: join(home, `${runs}.csv`),
    ...(onProgress ? { onProgress } : {}),
  });
  if (report.added !== largeRows(classes, subjects)) throw new Error(`${report.added} rows were added`);
}

async function seconds(work: Promise<void>): Promise<number> {
  const started = performance.now();
  await work;
  return (performance.now() - started) / 1000;
}

/** What comes to mind first: a command, an append. */
const oneByOne = (made: Plan): Plan => ({
  ...made,
  batches: [...made.batches].flatMap((batch) => Array.from(batch.wishes, (wish) => ({ ...batch, wishes: [wish] }))),
});

/** The most memory that is in use at once while an import is carried out, garbage aside, over what was in use before it; in MB. */
async function liveMegabytes(size: readonly [number, number]): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const inUse = () => {
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const before = inUse();
  let most = 0;
  let next = 0;
  await imported(size, undefined, (done, total) => {
    if (done < next) return;
    next = done + total / 20;
    most = Math.max(most, inUse() - before);
  });
  return most;
}

const fiveThousand = [14, 12] as const;

export const bench: readonly Bench[] = [
  {
    name: 'import',
    metric: `a bundle of ${largeRows(...fiveThousand)} rows read, planned and carried out, first sign-ins included, against one append per command`,
    unit: 's',
    better: 'lower',
    floor: { value: 10 },
    prepare,
    run: () => seconds(imported(fiveThousand)),
    baseline: () => seconds(imported(fiveThousand, oneByOne)),
    finish: () => stop(),
  },
  {
    name: 'import-memory',
    metric: `memory in use at most by an import of ${largeRows(264, 12)} rows, against one of ${largeRows(53, 12)}`,
    unit: 'MB',
    better: 'lower',
    aim: { ratio: 0.8 },
    prepare,
    run: () => liveMegabytes([264, 12]),
    baseline: () => liveMegabytes([53, 12]),
    finish: () => stop(),
  },
];
