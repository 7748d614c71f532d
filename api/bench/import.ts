import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type CommandId, type SchoolId, streams } from '@peremena/events';
import { type EventStore, openPostgresStore, openVault, type Vault } from '@peremena/events/store';
import { openReadModels, type Sql } from '@peremena/projections/queries';
import { startBenchPostgres } from '../../events/bench/cluster.ts';
import type { Bench } from '../../events/bench/harness.ts';
import { sealingBy } from '../src/assemble.ts';
import { type CommandHandler, commandHandler } from '../src/core/handle-command.ts';
import { migrateApi } from '../src/migrate.ts';
import { type Beside, openBeside } from '../src/oneroster/beside/beside.ts';
import { work } from '../src/oneroster/beside/work.ts';
import { importPlan, readPath } from '../src/oneroster/import.ts';
import { plan, type Plan } from '../src/oneroster/plan/plan.ts';
import { limits } from '../src/oneroster/reading/limits.ts';
import { importRecord } from '../src/oneroster/records.ts';
import { undoImport } from '../src/oneroster/undo/undo.ts';
import { schoolDecider } from '../src/school/decider.ts';
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

/** Writes a bundle of so many classes and subjects; gives its folder. */
async function written([classes, subjects]: readonly [number, number]): Promise<string> {
  const folder = join(home, `${classes}x${subjects}`);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(largeBundle(classes, subjects))) await writeFile(join(folder, name), text);
  return folder;
}

interface Watched {
  readonly carriedOut?: (made: Plan) => Plan;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told when all is read, planned and done. */
  readonly onStep?: (step: string) => void;
}

/** Imports a school of so many classes and subjects that is new each time, all the way from the bytes of its files. */
async function imported(size: readonly [number, number], watched: Watched = {}): Promise<string> {
  runs += 1;
  const { onStep, onProgress, carriedOut = (made) => made } = watched;
  const read = await readPath(await written(size));
  onStep?.('read');
  const made = plan(read, { today: '2026-11-22', timeZone: 'Europe/Moscow', source: `bench ${runs}` });
  onStep?.('planned');
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
  onStep?.('told');
  if (report.added !== largeRows(...size)) throw new Error(`${report.added} rows were added`);
  made.shelf.close();
  return report.id!;
}

async function seconds(work: Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work;
  return (performance.now() - started) / 1000;
}

/** What comes to mind first: a command, an append. */
const oneByOne = (made: Plan): Plan => ({
  ...made,
  batches: [...made.batches].flatMap((batch) => Array.from(batch.wishes, (wish) => ({ ...batch, wishes: [wish] }))),
});

/** The most memory that is in use at once during an import, garbage aside, over what was in use before it; in MB. Tells what was in use when. */
async function liveMegabytes(size: readonly [number, number]): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const inUse = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 2 ** 20;
  };
  await written(size);
  const before = inUse();
  const told: string[] = [];
  let most = 0;
  let next = 0;
  const look = (step: string): void => {
    const now = inUse() - before;
    most = Math.max(most, now);
    told.push(`${step} ${now.toFixed(1)}`);
  };
  await imported(size, {
    onStep: look,
    onProgress(done, total) {
      if (done < next) return;
      look(`${done}`);
      next = done + total / 10;
    },
  });
  console.log(`  ${largeRows(...size)} rows, MB: ${told.join(', ')}`);
  return most;
}

/** The longest that the event loop was held while a bundle is looked through for a school that is there, in ms. */
async function longestHold(beside: Beside): Promise<number> {
  const schoolId = await opened();
  const path = await written([264, 12]);
  const piece = { path, kind: 'oneroster', schoolId, encoding: null, decisions: {}, limits, run: null } as const;
  const nothing = () => Promise.reject(new Error('a look does nothing'));
  const hands = { store, sealing: sealingBy(vault), makeKeys: nothing, begin: nothing, carry: nothing };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const shelves = join(home, 'shelves');
  const now = new Date('2026-11-22T09:00:00Z');
  const { lines } = await beside.work({ ...piece, now, shelves }, hands, new AbortController().signal);
  // One turn more, so that the last hold is seen too.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  beside.close();
  const [p99, most] = [delay.percentile(99) / 1e6, delay.max / 1e6];
  console.log(`  ${lines.added} rows added, p99 ${p99.toFixed(1)} ms, longest ${most.toFixed(1)} ms`);
  return most;
}

async function opened(): Promise<SchoolId> {
  const schoolId = randomUUID() as string as SchoolId;
  const open = { schoolId, title: 'Школа', timeZone: 'Europe/Moscow', scale: 'five', source: null } as const;
  await commandHandler({ store, sealing: sealingBy(vault) })({
    stream: streams.school(schoolId),
    decider: schoolDecider,
    command: { type: 'OpenSchool', ...open },
    hash: schoolId,
    metadata: {
      commandId: randomUUID() as CommandId,
      correlationId: schoolId,
      causationId: schoolId,
      actorId: null,
      actingAs: { role: 'system', fact: null },
      schoolId,
      at: '2026-11-22T09:00:00Z',
    },
  });
  return schoolId;
}

const fiveThousand = [14, 12] as const;

/** Seconds of undoing an import that was just made. */
async function undone(): Promise<number> {
  const id = await imported(fiveThousand);
  const sealing = sealingBy(vault);
  const options = { store, sealing, sql, clock: () => new Date('2026-11-22T09:00:00Z'), by: null };
  const record = (await importRecord(sql, id))!;
  const started = performance.now();
  const report = await undoImport([record], { ...options, commands: commandHandler({ store, sealing }) });
  if (report.kept.length > 0) throw new Error(`${report.kept.length} stay`);
  return (performance.now() - started) / 1000;
}

export const bench: readonly Bench[] = [
  {
    name: 'import',
    metric: `a bundle of ${largeRows(...fiveThousand)} rows read, planned and carried out, first sign-ins included, against one append per command`,
    unit: 's',
    better: 'lower',
    floor: { value: 10 },
    prepare,
    run: () => seconds(imported(fiveThousand)),
    baseline: () => seconds(imported(fiveThousand, { carriedOut: oneByOne })),
    finish: () => stop(),
  },
  {
    name: 'import-undo',
    metric: `an import of ${largeRows(...fiveThousand)} rows undone, against bringing it in`,
    unit: 's',
    better: 'lower',
    aim: { ratio: 1 },
    prepare,
    run: undone,
    baseline: () => seconds(imported(fiveThousand)),
    finish: () => stop(),
  },
  {
    name: 'import-hold',
    metric: `the longest that a process is held while it looks through a bundle of ${largeRows(264, 12)} rows, against doing so in the same thread`,
    unit: 'ms',
    better: 'lower',
    floor: { value: 50 },
    prepare,
    run: () => longestHold(openBeside()),
    baseline: () => longestHold({ work, close: () => undefined }),
    finish: () => stop(),
  },
  ...([264, 792] as const).map((classes): Bench => ({
    name: `import-memory-${Math.round(largeRows(classes, 12) / 1000)}k`,
    metric: `memory in use at most by an import of ${largeRows(classes, 12)} rows, against one of ${largeRows(53, 12)}`,
    unit: 'MB',
    better: 'lower',
    aim: { ratio: 0.8 },
    prepare,
    run: () => liveMegabytes([classes, 12]),
    baseline: () => liveMegabytes([53, 12]),
    finish: () => stop(),
  })),
];
