import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What `postmaster.pid` says about a server on a folder. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** Reads the server's own status file; null when no server has (or had) the folder. */
export async function readPostmaster(folder: string): Promise<Postmaster | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

/** Whether a process with this number exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const patienceMs = 20_000;

/** Asks for a fast shutdown, and for an immediate one when that takes over 20 s (Postgres then recovers at start). */
export async function stopPostmaster(pid: number, folder: string): Promise<void> {
  if (!signal(pid, 'SIGINT')) return;
  for (let waited = 0; await works(pid, folder); waited += 10) {
    if (waited === patienceMs) signal(pid, 'SIGQUIT');
    if (waited > 2 * patienceMs) throw new Error(`Postgres (process ${pid}) does not stop.`);
    await pause(10);
  }
}

/** Its last act is to remove the status file; the process number may linger when nobody collects it. */
async function works(pid: number, folder: string): Promise<boolean> {
  return isAlive(pid) && (await readPostmaster(folder))?.pid === pid;
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
