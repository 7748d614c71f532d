import {
  isAlive,
  readPostmaster,
  startCluster,
  stopPostmaster,
  type Postmaster,
} from '@peremena/events/store/embedded';
import { placesOf } from '@peremena/events/store';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
// The lock is shared with the programs that run before anything is installed, hence plain JavaScript.
import { withLock } from '../../bin/lock.mjs';
import { secretOf, type DataFolder } from '../data-folder.ts';
import { ensureDatabases, lookAt } from './databases.ts';
import { usersOf } from './users.ts';

/** Addresses of the databases; `stop` leaves them, and ends an embedded server that nobody else uses. */
export interface Databases {
  databaseUrl: string;
  vaultUrl: string;
  embedded: boolean;
  stop(): Promise<void>;
}

const names = ['peremena', 'peremena_vault'] as const;

/** DATABASE_URL (with VAULT_URL) when set, else the embedded server of the data folder: joined if it runs, else started. */
export async function openDatabases(folder: DataFolder, env: NodeJS.ProcessEnv = process.env): Promise<Databases> {
  if (!env['DATABASE_URL']) return joinEmbedded(folder);
  const { databaseUrl, vaultUrl } = placesOf({ ...env, PEREMENA_MASTER_KEY: folder.masterKey });
  return { databaseUrl, vaultUrl, embedded: false, stop: async () => undefined };
}

async function joinEmbedded(folder: DataFolder): Promise<Databases> {
  const lock = join(folder.path, 'postgres.lock');
  const users = usersOf(join(folder.path, 'postgres.users'));
  const password = await secretOf(folder, 'postgres.password');
  const server = (port: number, name: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
  const { pid, port } = await withLock(lock, async () => {
    await users.enter();
    const running = await findRunning(folder.postgres, (at) => server(at, 'postgres'));
    const cluster = running ?? (await startOrWait(folder.postgres, password));
    await ensureDatabases(server(cluster.port, 'postgres'), names);
    return cluster;
  });
  return {
    databaseUrl: server(port, names[0]),
    vaultUrl: server(port, names[1]),
    embedded: true,
    stop: () => withLock(lock, async () => ((await users.leave()) ? stopPostmaster(pid, folder.postgres) : undefined)),
  };
}

async function startOrWait(folder: string, password: string): Promise<{ pid: number; port: number }> {
  for (let tries = 1; ; tries++) {
    try {
      return await startCluster({ folder, password, durable: true });
    } catch (error) {
      // After a kill -9 the old server's children hold its shared memory for a moment.
      if (tries === 20) throw error;
      await pause(500);
    }
  }
}

const strangerAfterMs = 5_000;

/** A server that outlived its parent (kill -9) or that another process of ours uses; it is adopted as it is. */
async function findRunning(folder: string, address: (port: number) => string): Promise<Postmaster | null> {
  for (let strange = 0, started = performance.now(); performance.now() - started < 60_000; await pause(100)) {
    const found = await readPostmaster(folder);
    if (!found || !isAlive(found.pid)) return null;
    const seen = await lookAt(address(found.port), folder);
    if (seen === 'ours') return found;
    strange = seen === 'stranger' ? strange + 100 : 0;
    // The number belongs to another program by now (after a restart of the machine): the file is a leftover.
    if (strange >= strangerAfterMs) return rm(join(folder, 'postmaster.pid'), { force: true }).then(() => null);
  }
  throw new Error('The embedded Postgres of this data folder neither starts nor stops.');
}
