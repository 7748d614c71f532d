import { streams } from '@peremena/events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Parts } from './core/parts.ts';
import type { DataFolder } from './data-folder.ts';
import { demoPassword, makeDemo, type DemoSignIn, type DemoSize } from './demo/demo.ts';
import { ids } from './demo/ids.ts';
import { hashPassword } from './session/argon2.ts';
import { createSignIns } from './session/credentials.ts';

/** What a start makes in an empty log; `none` is remembered by the data folder, so that a later start does not make a demo after all. */
export type DemoAsked = 'none' | DemoSize;
export const demosAsked: readonly DemoAsked[] = ['none', 'small', 'full'];

const fileOf = (folder: DataFolder): string => join(folder.path, 'demo');

/** What the person asks for now, else what the data folder was started with, else a whole school. */
export async function demoSize(folder: DataFolder, asked: DemoAsked | undefined): Promise<DemoAsked> {
  if (asked) await writeFile(fileOf(folder), asked);
  const kept = asked ?? (await readFile(fileOf(folder), 'utf8').catch(() => ''));
  return demosAsked.find((one) => one === kept) ?? 'full';
}

/** Makes the demo in an empty log (or finishes one begun) with its sign-ins; answers them, none where there is no demo. */
export async function demoAtStart(
  parts: Parts,
  size: DemoSize,
  progress: (done: number, total: number) => void,
): Promise<readonly DemoSignIn[]> {
  const { store, commands, vault, looks, sql, clock } = parts;
  const begun = (await store.readStream(streams.school(ids.school), { limit: 1 })).length > 0;
  if (!begun && (await store.head()) > 0n) return [];
  const { signIns } = await makeDemo({ store, commands, vault, looks, now: clock(), size, onProgress: progress });
  const passwordHash = await hashPassword(demoPassword);
  await createSignIns(
    sql,
    signIns.map(({ login, personId }) => ({ login, personId, passwordHash })),
  );
  return signIns;
}
