import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openEventStoreDb } from '../src/store/index.ts';
import { until } from './wait.ts';

/** A real server as a process of ours, which can be ended and started again over the same data. */
export interface ServerProcess {
  start(): Promise<void>;
  /** Ends it and waits until it has ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Halts it as it stands, with its connections open. */
  freeze(): void;
  thaw(): void;
}

/** `command` runs the server in the foreground, listening where `url` says. */
export function serverProcess(command: string, url: string): ServerProcess {
  // The server takes every variable of this prefix for a setting of its own, and does not start with one it does not know.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('EVENTSTORE_')));
  let child: ChildProcess | null = null;
  return {
    async start() {
      child = spawn('sh', ['-c', `exec ${command}`], { stdio: 'ignore', env });
      const answers = () =>
        openEventStoreDb({ url, limits: { timeLimitMs: 5_000 } }).then(
          (store) => store.close().then(() => true),
          () => false,
        );
      await until('the server answers', answers, 180_000, 250);
    },
    async end(signal) {
      const ended = once(child!, 'exit');
      child!.kill(signal);
      await ended;
    },
    freeze: () => void child!.kill('SIGSTOP'),
    thaw: () => void child!.kill('SIGCONT'),
  };
}
