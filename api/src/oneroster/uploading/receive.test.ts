import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Problem } from '../../core/problem.ts';
import { receive } from './receive.ts';

const folder = mkdtempSync(join(tmpdir(), 'receive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* broken(code: string) {
  yield await Promise.resolve(Buffer.from('PK'));
  throw Object.assign(new Error(code), { code });
}

it('a file for which there is no room is refused in words, and nothing of it stays', async () => {
  const refused = await receive(broken('ENOSPC'), folder).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect((refused as Problem).code).toBe('upload_no_room');
  await expect(receive(broken('ECONNRESET'), folder)).rejects.toThrow('ECONNRESET');
  expect(readdirSync(folder)).toEqual([]);
});
