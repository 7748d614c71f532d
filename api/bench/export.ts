import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SchoolId } from '@peremena/events';
import { type EventStore, openPostgresStore, openVault } from '@peremena/events/store';
import { startBenchPostgres } from '../../events/bench/cluster.ts';
import type { Bench } from '../../events/bench/harness.ts';
import { sealingBy } from '../src/assemble.ts';
import { commandHandler } from '../src/core/handle-command.ts';
import type { Sealing } from '../src/core/parts.ts';
import { makeDemo } from '../src/demo/demo.ts';
import { exportOneRoster } from '../src/oneroster/writing/export.ts';
import { gather, schoolsOf } from '../src/oneroster/writing/gather.ts';

let stop = async (): Promise<void> => undefined;
let home: string;
let from: { readonly store: EventStore; readonly sealing: Sealing };
let schoolId: SchoolId;
let runs = 0;
const today = '2026-11-22';

/** The full demo: a school of 1,100 pupils with its term. */
async function prepare(): Promise<void> {
  const cluster = await startBenchPostgres();
  home = await mkdtemp(join(tmpdir(), 'peremena-bench-'));
  const store = await openPostgresStore({ url: cluster.url });
  const vault = await openVault({ url: cluster.url, masterKeyFile: join(home, 'master-key') });
  const sealing = sealingBy(vault);
  const now = new Date(`${today}T09:00:00Z`);
  await makeDemo({ store, vault, commands: commandHandler({ store, sealing }), now, size: 'full' });
  from = { store, sealing };
  schoolId = (await schoolsOf(from))[0]!.schoolId;
  stop = async () => {
    await Promise.all([store.close(), vault.close()]);
    await cluster.stop();
    await rm(home, { recursive: true });
  };
}

async function exported(): Promise<void> {
  const path = join(home, `${(runs += 1)}.zip`);
  const report = await exportOneRoster({ ...from, schoolId, path, today, loginsOf: async () => new Map() });
  if (!report?.marks) throw new Error('there are no marks in the bundle');
}

/** What comes to mind first: the events of the school, one after the other. */
async function readThrough(): Promise<void> {
  const upTo = await from.store.head();
  for (let after = 0n; ;) {
    const events = await from.store.readSchool(schoolId, { after, upTo, limit: 2_000 });
    await from.sealing.open(events);
    if (events.length < 2_000) return;
    after = events.at(-1)!.position;
  }
}

async function seconds(work: Promise<void>): Promise<number> {
  const started = performance.now();
  await work;
  return (performance.now() - started) / 1000;
}

/** The most memory in use at once while something is done, garbage aside, over what was in use before it; in MB. */
async function liveMegabytes(work: () => Promise<unknown>): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const inUse = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 2 ** 20;
  };
  const before = inUse();
  let most = 0;
  const look = setInterval(() => {
    most = Math.max(most, inUse() - before);
  }, 1_000);
  const kept = await work();
  clearInterval(look);
  most = Math.max(most, inUse() - before);
  return kept === null ? 0 : most;
}

export const bench: readonly Bench[] = [
  {
    name: 'export',
    metric:
      'the full demo, a school with a term of 120,000 events, written as a bundle, against reading and opening its events once',
    unit: 's',
    better: 'lower',
    floor: { value: 30 },
    aim: { value: 10 },
    prepare,
    run: () => seconds(exported()),
    baseline: () => seconds(readThrough()),
    finish: () => stop(),
  },
  {
    name: 'export-memory',
    metric: 'memory in use at most while it is written, against what its people and classes need',
    unit: 'MB',
    better: 'lower',
    aim: { ratio: 0.8 },
    prepare,
    run: () => liveMegabytes(exported),
    baseline: () => liveMegabytes(() => gather(from, schoolId, today)),
    finish: () => stop(),
  },
];
