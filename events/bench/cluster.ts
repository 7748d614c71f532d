import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../src/store/embedded/index.ts';

/** A Postgres of its own with all safety on, as in production; `stop` removes it. */
export async function startBenchPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'peremena-bench-'));
  const password = randomBytes(12).toString('hex');
  const cluster = await startCluster({ folder: join(home, 'postgres'), password, durable: true });
  return {
    url: `postgres://postgres:${password}@${cluster.host}:${cluster.port}/postgres`,
    async stop() {
      await cluster.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
