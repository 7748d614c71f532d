import { isAlive } from '@peremena/events/store/embedded';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';

/** A copy of Peremena that serves from a data folder. */
export interface Running {
  readonly pid: number;
  readonly address: string;
}

const fileOf = (folder: DataFolder): string => join(folder.path, 'running.json');

/** The copy that serves from this folder right now, null when there is none. A note left by a killed copy does not count. */
export async function findRunning(folder: DataFolder): Promise<Running | null> {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => '');
  if (!text) return null;
  const found = JSON.parse(text) as Running;
  if (found.pid === process.pid || !isAlive(found.pid)) return null;
  const answers = await fetch(`${found.address}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
  return answers ? found : null;
}

/** Leaves a note that this process serves the folder; the answer takes it back. */
export async function noteRunning(folder: DataFolder, address: string): Promise<() => Promise<void>> {
  const fresh = `${fileOf(folder)}.${process.pid}`;
  await writeFile(fresh, JSON.stringify({ pid: process.pid, address } satisfies Running), { mode: 0o600 });
  await rename(fresh, fileOf(folder));
  return () => rm(fileOf(folder), { force: true });
}
