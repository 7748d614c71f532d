import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startEventStoreDb } from '@peremena/events/test/eventstoredb';
import { startTestPostgres } from '@peremena/events/test/postgres';
import postgres from 'postgres';
import { composeFile, pathsOfApi } from './compose.ts';
import { freePort } from './free-port.ts';
import { openProxy } from './proxy.ts';

/**
 * A program that runs the services of docker-compose.yml as processes of this machine, two of `api` and of `projections`, behind a proxy and with the
 * demo school. Tells `{ address }` when all is there; then starts, ends and kills by name as it is told over its channel, and answers `{ done, code }`.
 * With PEREMENA_STORE=eventstoredb the log is at EVENTSTORE_URL, or on the server of the tests; `--no-pages` leaves `web` out.
 */
export type Order = { readonly act: 'start' | 'SIGTERM' | 'SIGKILL'; readonly name: Name } | { readonly act: 'stop' };
export type Name = 'api 1' | 'api 2' | 'projections 1' | 'projections 2' | 'web';
export type Told = { readonly address: string } | { readonly done: true; readonly code: number | null };

const root = fileURLToPath(new URL('../../../', import.meta.url));
const limitMs = 120_000;
const tell = (told: Told): boolean => process.send!(told);

const home = await mkdtemp(join(tmpdir(), 'peremena-processes-'));
const database = await startTestPostgres();
const { services } = await composeFile();
const url = new URL(database.url);
await writeFile(join(home, 'password'), url.password, { mode: 0o600 });
const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
for (const name of ['peremena', 'peremena_vault']) await sql.unsafe(`create database ${name}`);
await sql.end();

const ports: Readonly<Partial<Record<Name, number>>> = {
  'api 1': await freePort(),
  'api 2': await freePort(),
  web: await freePort(),
};
const proxy = await openProxy({
  api: [ports['api 1']!, ports['api 2']!],
  web: ports['web']!,
  paths: await pathsOfApi(),
});
const store = process.env['PEREMENA_STORE'] ?? 'postgres';
const given = process.env['EVENTSTORE_URL'];
const standIn = store === 'eventstoredb' && !given ? await startEventStoreDb() : null;
/** What differs from the compose file: where things are on this machine. */
const here = {
  DATABASE_URL: placed('DATABASE_URL'),
  VAULT_URL: placed('VAULT_URL'),
  DATABASE_PASSWORD_FILE: join(home, 'password'),
  PEREMENA_MASTER_KEY: join(home, 'master.key'),
  PEREMENA_STORE: store,
  EVENTSTORE_URL: standIn?.url ?? given ?? '',
  PEREMENA_DATA: join(home, 'data'),
  PEREMENA_API: proxy.address,
  PEREMENA_LOG: 'warn',
  PEREMENA_METRICS_PORT: '0',
};
const running = new Map<string, ChildProcess>();
const withPages = !process.argv.includes('--no-pages');

function placed(name: 'DATABASE_URL' | 'VAULT_URL'): string {
  const place = new URL(services['api']!.environment![name]!);
  [place.hostname, place.port, place.username] = [url.hostname, url.port, url.username];
  return place.href;
}

function start(name: Name, args?: readonly string[]): ChildProcess {
  const { command, environment: said } = services[name.split(' ')[0]!]!;
  const [program, ...own] = args ?? command!;
  if (program !== 'node') throw new Error(`${name} is not started by node`);
  const port = args ? {} : { PORT: String(ports[name] ?? said!['PORT'] ?? '') };
  const child = spawn(process.execPath, own, {
    cwd: root,
    env: { PATH: process.env['PATH'], ...said, ...here, ...port },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (!args) running.set(name, child);
  return child;
}

async function answers(name: Name, path: string): Promise<void> {
  for (let waited = 0; waited < limitMs; waited += 100) {
    // As the health checks of the compose file ask: the pages believe a proxy in front of them.
    const headers = { 'x-forwarded-for': '127.0.0.1' };
    const answer = await fetch(`http://127.0.0.1:${ports[name]}${path}`, { headers }).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error(`${name} does not answer`);
}

async function end(name: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  const child = running.get(name)!;
  running.delete(name);
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}

async function stop(): Promise<never> {
  for (const name of [...running.keys()]) await end(name, 'SIGKILL');
  proxy.close();
  await Promise.all([database.stop(), standIn?.stop()]);
  await rm(home, { recursive: true, force: true });
  process.exit();
}

async function obey(order: Order): Promise<void> {
  if (order.act === 'stop') return stop();
  const { act, name } = order;
  if (act !== 'start') return void tell({ done: true, code: await end(name, act) });
  start(name);
  if (ports[name]) await answers(name, name === 'web' ? '/sign-in' : '/readyz');
  tell({ done: true, code: null });
}

process.on('disconnect', () => void stop());
try {
  start('api 1');
  await answers('api 1', '/healthz');
  start('api 2');
  start('projections 1');
  if (withPages) start('web');
  await Promise.all([answers('api 2', '/readyz'), ...(withPages ? [answers('web', '/sign-in')] : [])]);
  start('projections 2');
  const [code] = (await once(start('api 1', ['node', 'api/src/cli/main.ts', 'demo', '--size', 'small']), 'exit')) as [
    number,
  ];
  if (code !== 0) throw new Error(`the demo school was not made: ${code}`);
  await answers('api 1', '/readyz');
  process.on('message', (order: Order) => void obey(order));
  tell({ address: proxy.address });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
  await stop();
}
