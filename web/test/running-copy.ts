import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    baseUrl: string;
  }
}

const program = fileURLToPath(new URL('../../api/src/standalone.ts', import.meta.url));
const startLimitMs = 180_000;

/** A copy of the whole product, in a data folder of its own. */
export interface RunningCopy {
  readonly address: string;
  /** Waits until the copy has said something of this form, and gives it. */
  heard(part: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a copy on a free port, with the small demo school unless the arguments say otherwise. */
export async function startCopy(args: readonly string[] = ['--demo', 'small']): Promise<RunningCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'peremena-story-'));
  const { DATABASE_URL: _database, VAULT_URL: _vault, ...env } = process.env;
  const copy = spawn(process.execPath, [program, ...args], {
    env: { ...env, PEREMENA_DATA: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [copy.stdout, copy.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()));
  const ended = once(copy, 'exit');
  const address = await Promise.race([addressOf(folder), ended.then(() => null)]);
  const stop = async (): Promise<void> => {
    copy.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const heard = async (part: RegExp): Promise<string> => {
    for (let waited = 0; waited < startLimitMs; waited += 100) {
      const found = part.exec(said)?.[0];
      if (found) return found;
      await pause(100);
    }
    throw new Error(`The copy never said ${String(part)}.\n${said}`);
  };
  if (address) return { address, heard, stop };
  await stop();
  throw new Error(`The copy did not start.\n${said}`);
}

/** One copy for a run of the stories: `inject('baseUrl')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { address, stop } = await startCopy();
  project.provide('baseUrl', address);
  return stop;
}

async function addressOf(folder: string): Promise<string | null> {
  for (let waited = 0; waited < startLimitMs; waited += 100) {
    const text = await readFile(join(folder, 'running.json'), 'utf8').catch(() => '');
    if (text) return (JSON.parse(text) as { address: string }).address;
    await pause(100);
  }
  return null;
}
