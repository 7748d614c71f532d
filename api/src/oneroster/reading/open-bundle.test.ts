import { createHash } from 'node:crypto';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../../../test/oneroster/fixture.ts';
import { makeZip, type ZipFile } from '../../../test/oneroster/make-zip.ts';
import { BundleRefused } from '../finding.ts';
import { limits, type Limits } from './limits.ts';
import { openBundle } from './open-bundle.ts';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peremena-bundle-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const inFile = async (bytes: Uint8Array) => {
  const path = join(folder, `${(count += 1)}.zip`);
  await writeFile(path, bytes);
  return path;
};

/** Reads every file of an archive; gives its texts, or the code it was refused with. */
async function outcome(bytes: Uint8Array, within: Limits = limits): Promise<Record<string, string> | string> {
  try {
    const bundle = await openBundle(await inFile(bytes), within);
    const texts: Record<string, string> = {};
    for (const name of bundle.names.keys()) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of bundle.open(name)) chunks.push(chunk);
      texts[name] = Buffer.concat(chunks).toString();
    }
    await bundle.close();
    return texts;
  } catch (error) {
    if (error instanceof BundleRefused) {
      // Whatever is refused, the archive or the file in it is named.
      expect(error.finding.file).toMatch(/^[^/]+\.(zip|csv)$/i);
      return error.finding.code;
    }
    throw error;
  }
}

const orgs: ZipFile = { name: 'orgs.csv', content: 'sourcedId,name\n' };

test('files lie at the top or in one folder; what is not CSV is passed over', async () => {
  const files = [
    { name: 'export/', content: '' },
    { ...orgs, name: 'export/Orgs.CSV' },
    { name: '__MACOSX/export/._Orgs.CSV', content: 'x' },
    { name: 'export/readme.txt', content: 'x' },
  ];
  expect(await outcome(makeZip(files))).toEqual({ 'orgs.csv': 'sourcedId,name\n' });
});

describe('a hostile archive is refused', () => {
  const zip = (...files: ZipFile[]) => makeZip(files);
  test.each<[string, Buffer, string]>([
    ['a path upwards', zip({ ...orgs, name: '../orgs.csv' }), 'zip_path'],
    ['a path upwards with backslashes', zip({ ...orgs, name: '..\\orgs.csv' }), 'zip_path'],
    ['a path from the root', zip({ ...orgs, name: '/etc/orgs.csv' }), 'zip_path'],
    ['a link', zip({ ...orgs, mode: 0o120777, content: '/etc/passwd' }), 'zip_link'],
    ['a locked file', zip({ ...orgs, encrypted: true }), 'zip_encrypted'],
    ['a file twice', zip(orgs, { ...orgs, name: 'ORGS.csv' }), 'file_twice'],
    ['a file that is longer than it says', zip({ ...orgs, content: 'x'.repeat(5_000), size: 10 }), 'zip_broken'],
    ['a file that is shorter than it says', zip({ ...orgs, size: 5_000 }), 'zip_broken'],
    ['a file that says it is huge', zip({ ...orgs, size: 0xffff_fff0 }), 'too_large'],
    ['an archive cut short', zip(orgs).subarray(0, 60), 'zip_broken'],
    ['no archive at all', Buffer.from('sourcedId,name\n'), 'not_a_bundle'],
    ['nothing', Buffer.alloc(0), 'file_empty'],
    ['an archive without CSV', zip({ name: 'a.txt', content: '' }), 'not_a_bundle'],
  ])('%s', async (_, bytes, code) => {
    expect(await outcome(bytes)).toBe(code);
  });

  const small: Limits = { ...limits, files: 3, fileBytes: 60_000, allBytes: 90_000, density: 20, denseFrom: 1_000 };
  const noise = Array.from({ length: 800 }, (_, i) => createHash('sha256').update(String(i)).digest('hex')).join('');
  const bombs: [string, Buffer, string][] = [
    ['many files', makeZip(Array.from({ length: 4 }, (_, i) => ({ ...orgs, name: `${i}.csv` }))), 'too_many_files'],
    ['a dense file', makeZip([{ ...orgs, content: Buffer.alloc(50_000, 'a') }]), 'too_dense'],
    ['large files', makeZip([orgs, { name: 'a.csv', content: noise }, { name: 'b.csv', content: noise }]), 'too_large'],
  ];
  test.each(bombs)('%s', async (_, bytes, code) => expect(await outcome(bytes, small)).toBe(code));

  test('planted fault: without limits every one of them is read', async () => {
    const none: Limits = { ...limits, files: Infinity, fileBytes: Infinity, allBytes: Infinity, density: Infinity };
    for (const [, bytes, code] of bombs) expect(await outcome(bytes, none)).not.toBe(code);
  });
});

test('a folder is read as it is; links in it are not followed', async () => {
  expect([...(await openBundle(fixture('village-1.1'))).names.keys()]).toContain('enrollments.csv');
  const linked = await mkdtemp(join(folder, 'linked-'));
  await symlink('/etc/hosts', join(linked, 'orgs.csv'));
  await expect(openBundle(linked)).rejects.toMatchObject({ finding: { code: 'not_a_bundle' } });
  await expect(openBundle(join(folder, 'absent'))).rejects.toMatchObject({ finding: { code: 'not_found' } });
});

describe('a damaged archive is told as such', () => {
  const whole = makeZip([{ name: 'orgs.csv', content: 'sourcedId,name\nA,Школа\n' }]);
  /** The same files with one byte of the packed ones changed. */
  const flipped = (at: number) => Buffer.from(whole.map((byte, n) => (n === at ? byte ^ 0x10 : byte)));
  const begin = whole.indexOf('orgs.csv') + 'orgs.csv'.length;

  test.each([
    ['zip_broken', 'one that was cut off', whole.subarray(0, whole.length - 30)],
    ['is_workbook', 'a workbook', makeZip([{ name: 'xl/workbook.xml', content: '<workbook/>' }])],
  ])('%s: %s', async (code, _, bytes) => {
    expect(await outcome(bytes)).toBe(code);
  });

  test('whichever byte is changed, no changed text is taken for the file', async () => {
    const packed = whole.indexOf('PK\u0001\u0002') - begin;
    const told: Awaited<ReturnType<typeof outcome>>[] = [];
    for (let at = begin; at < begin + packed; at += 1) told.push(await outcome(flipped(at)));
    const changed = told.filter((one) =>
      typeof one === 'string' ? one !== 'zip_broken' : one['orgs.csv'] !== 'sourcedId,name\nA,Школа\n',
    );
    expect([told.length > 20, changed]).toEqual([true, []]);
  });
});
