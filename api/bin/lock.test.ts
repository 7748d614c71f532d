import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './lock.mjs';

let home: string;
let lock: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'peremena-lock-'));
  lock = join(home, 'lock');
});

afterEach(() => rm(home, { recursive: true, force: true }));

test('works under one lock never overlap, and a failed one lets go', async () => {
  let inside = 0;
  let most = 0;
  const work = async (fails: boolean): Promise<void> => {
    most = Math.max(most, ++inside);
    await new Promise((done) => setImmediate(done));
    inside -= 1;
    if (fails) throw new Error('work failed');
  };
  const ended = await Promise.allSettled([true, false, false].map((fails) => withLock(lock, () => work(fails))));
  expect(most).toBe(1);
  expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
});

test('a lock whose owner has died is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await mkdir(lock);
  await writeFile(join(lock, 'pid'), String(pid));
  expect(await withLock(lock, () => 'done')).toBe('done');
});
