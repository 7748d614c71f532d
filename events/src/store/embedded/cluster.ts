import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chooseAccount, giveFolder, type Account } from './account.ts';
import { findBinaries } from './binaries.ts';
import { readPostmaster, stopPostmaster } from './postmaster.ts';

/** What a running cluster is reached by. */
export interface Cluster {
  host: '127.0.0.1';
  port: number;
  pid: number;
  /** Fast shutdown; resolves when the server is gone. */
  stop(): Promise<void>;
}

/** `durable: false` trades safety for speed and is meant for tests alone. */
export interface ClusterOptions {
  folder: string;
  password: string;
  durable: boolean;
  settings?: Record<string, string>;
}

const startLimitMs = 60_000;

const safe = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };
const quick = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' };

/** Starts Postgres on a folder, creating the cluster first when the folder is new. Listens on loopback only. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const binaries = await findBinaries();
  await mkdir(dirname(options.folder), { recursive: true });
  const account = await chooseAccount(binaries.postgres, options.folder);
  if (!(await exists(join(options.folder, 'PG_VERSION')))) await initialise(binaries.initdb, account, options);
  await giveFolder(options.folder, account);
  const port = await freePort();
  const pid = await launch(binaries.postgres, account, options, port);
  return { host: '127.0.0.1', port, pid, stop: () => stopPostmaster(pid, options.folder) };
}

/** Made beside the final place and renamed, so a start cut short never leaves half a cluster. */
async function initialise(initdb: string, account: Account, { folder, password }: ClusterOptions): Promise<void> {
  const fresh = `${folder}.new`;
  const secret = `${folder}.${randomBytes(6).toString('hex')}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  await writeFile(secret, `${password}\n`, { mode: 0o600 });
  await giveFolder(fresh, account);
  await giveFile(secret, account);
  const fixed = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${secret}`, '--encoding=UTF8', '--no-sync'];
  const order = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  try {
    const letters = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8';
    const args = [`--pgdata=${fresh}`, ...fixed, ...order];
    const first = await finish(account, initdb, [...args, `--lc-ctype=${letters}`]);
    const failure = first && (await finish(account, initdb, args));
    if (failure) throw new Error(`initdb failed: ${failure}`);
  } finally {
    await rm(secret, { force: true });
  }
  await rename(fresh, folder);
}

async function giveFile(path: string, account: Account): Promise<void> {
  if (!account.owner) return;
  const file = await open(path);
  await file.chown(account.owner.uid, account.owner.gid).finally(() => file.close());
}

/** Runs a program to its end; returns null on success, else what it complained about. */
async function finish(account: Account, program: string, args: string[]): Promise<string | null> {
  const child = account.spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: plainEnv(), cwd: '/' });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? null : complaint.trim() || `exit code ${String(code)}`;
}

async function launch(program: string, account: Account, options: ClusterOptions, port: number): Promise<number> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.durable ? safe : quick),
    ...options.settings,
  };
  const args = [
    '-D',
    options.folder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = await open(`${options.folder}.log`, 'a', 0o600);
  // A group of its own: Ctrl-C in the terminal must reach us first, so that we can stop in order.
  const child = account.spawn(program, args, {
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
    env: plainEnv(),
    cwd: '/',
  });
  await log.close();
  const ended = new Promise<never>((_, fail) => {
    child.on('error', fail);
    child.on('exit', (code) => fail(new Error(`Postgres ended with code ${code}; see ${options.folder}.log`)));
  });
  ended.catch(() => undefined);
  child.unref();
  await Promise.race([ready(options.folder, child.pid ?? 0), ended]);
  return child.pid ?? 0;
}

async function ready(folder: string, pid: number): Promise<void> {
  for (let waited = 0; waited < startLimitMs; waited += 20) {
    const found = await readPostmaster(folder);
    if (found?.pid === pid && found.ready) return;
    await pause(20);
  }
  throw new Error(`Postgres did not become ready in ${startLimitMs / 1000} s; see ${folder}.log`);
}

/** Settings of the caller's shell (PGDATA, LC_ALL) must not reach the server. */
function plainEnv(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...(SystemRoot ? { SystemRoot } : {}) };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || !address) throw new Error('No free port on 127.0.0.1.');
  return address.port;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
