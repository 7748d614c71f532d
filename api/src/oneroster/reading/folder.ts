import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BundleRefused } from '../finding.ts';
import { type Bundle, meter } from './bundle.ts';
import type { Limits } from './limits.ts';

/** The CSV files that lie in a folder itself; folders in it and links are not followed. */
export async function openFolder(path: string, limits: Limits): Promise<Bundle> {
  const names = new Map<string, string>();
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (!entry.isFile() || !/\.csv$/i.test(entry.name)) continue;
    const name = entry.name.toLowerCase();
    if (names.has(name)) throw new BundleRefused('file_twice', { file: entry.name });
    names.set(name, entry.name);
  }
  if (names.size > limits.files) throw new BundleRefused('too_many_files', { file: basename(path) });
  if (names.size === 0) throw new BundleRefused('not_a_bundle', { file: basename(path) });
  const metered = meter(limits);
  return {
    names,
    open(name) {
      const written = names.get(name.toLowerCase());
      if (written === undefined) throw new BundleRefused('file_missing', { file: name });
      return metered(written, null, createReadStream(join(path, written)));
    },
    close: () => Promise.resolve(),
  };
}
