import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { inject } from 'vitest';
import { isAlive, readPostmaster, startCluster, stopPostmaster } from '../src/store/embedded/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

const prefix = 'peremena-test-';

/** Starts a throwaway Postgres without durability in a temporary folder; `stop` removes it. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  await sweep();
  const home = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const password = randomBytes(12).toString('hex');
  const cluster = await startCluster({
    folder: join(home, 'postgres'),
    password,
    durable: false,
    settings: { max_connections: '200' },
  });
  return {
    url: `postgres://postgres:${password}@${cluster.host}:${cluster.port}/postgres`,
    async stop() {
      await cluster.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Ends what earlier runs that were killed have left behind. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length).split('-')[0]))) continue;
    const home = join(tmpdir(), name);
    const left = await readPostmaster(join(home, 'postgres'));
    if (left) await stopPostmaster(left.pid, join(home, 'postgres'));
    await rm(home, { recursive: true, force: true });
  }
}

/** Creates an empty database on the run's shared Postgres and returns its address. One per test file is plenty. */
export async function freshDatabase(): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const name = `t_${randomBytes(8).toString('hex')}`;
  const sql = postgres(url.href, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(`create database ${name} strategy file_copy`);
  } finally {
    await sql.end({ timeout: 5 });
  }
  url.pathname = `/${name}`;
  return url.href;
}
