import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bundleOf } from '../../../test/oneroster/bundle-of.ts';
import { largeBundle } from '../../../test/oneroster/large-bundle.ts';
import { BundleRefused } from '../finding.ts';
import { readOnto } from '../reading/read-bundle.ts';
import { layShelvesIn, Shelf } from './shelf.ts';

const folder = mkdtempSync(join(tmpdir(), 'shelf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** More than a shelf has in memory. */
function fill(shelf: Shelf): void {
  for (let n = 0; n < 20_000; n += 1) shelf.add('text', `${n} `.padEnd(1_000, 'x'));
}

const filesOfThisProcess = (): string[] =>
  readdirSync('/proc/self/fd').map((name) => linkOf(join('/proc/self/fd', name)));

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

it.runIf(process.platform === 'linux')('lies where it was said, without a name, also where it sorts', () => {
  layShelvesIn(join(folder, "those of 'uploads'"));
  const shelf = new Shelf();
  fill(shelf);
  const sorted = shelf.walk<{ text: string }>('select text from seen order by substr(text, 3), text desc');
  expect(sorted.next().done).toBe(false);
  const lying = filesOfThisProcess().filter((path) => path.includes('etilqs'));
  expect(lying.length).toBeGreaterThan(1);
  expect(lying.filter((path) => !path.startsWith(folder))).toEqual([]);
  expect(readdirSync(join(folder, "those of 'uploads'"))).toEqual([]);
  sorted.return(undefined);
  shelf.close();
  expect(filesOfThisProcess().filter((path) => path.includes('etilqs'))).toEqual([]);
});

it('says where there is no room for it', () => {
  const shelf = new Shelf({ most: 8 * 2 ** 20 });
  expect(() => fill(shelf)).toThrow(BundleRefused);
  expect(() => fill(shelf)).toThrow('shelf_full');
  shelf.close();
});

it('a bundle that finds no room is refused as a whole', async () => {
  const shelf = new Shelf({ most: 2 ** 18 });
  await expect(readOnto(shelf, bundleOf(largeBundle(8, 6)))).rejects.toThrow('shelf_full');
  shelf.close();
});

it('a place where nobody may write is said so', () => {
  expect(() => layShelvesIn('/proc/self')).toThrow();
});
