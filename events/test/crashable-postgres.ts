import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { startCluster, type Cluster } from '../src/store/embedded/index.ts';
import { until } from './wait.ts';

/** A Postgres with all safety on that can be crashed; it is back on the same port. */
export interface Crashable {
  readonly url: string;
  /** Kills the postmaster, or every second time stops all at once without a checkpoint; resolves when it is ready again. */
  crash(): Promise<void>;
  /** Starts it anew with other settings. */
  restart(settings: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one over a folder that is not there yet. */
export async function crashable(folder: string): Promise<Crashable> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  const password = randomBytes(12).toString('hex');
  let settings: Readonly<Record<string, string>> = {};
  const start = () => startCluster({ folder, password, durable: true, settings: { ...settings, port: String(port) } });
  let cluster = await start();
  let crashes = 0;
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async crash() {
      crashes += 1;
      process.kill(cluster.pid, crashes % 2 === 0 ? 'SIGQUIT' : 'SIGKILL');
      // What outlives the postmaster for a moment keeps the next one from starting.
      const started = (next: Cluster): boolean => (cluster = next) === next;
      await until('it is back', () => start().then(started, () => false), 120_000, 50);
    },
    async restart(other) {
      await cluster.stop();
      settings = other;
      cluster = await start();
    },
    stop: () => cluster.stop(),
  };
}
