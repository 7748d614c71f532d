import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { inject } from 'vitest';
import { startCluster } from '../src/store/embedded/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Starts a throwaway Postgres without durability in a temporary folder; `stop` removes it. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'peremena-test-'));
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
