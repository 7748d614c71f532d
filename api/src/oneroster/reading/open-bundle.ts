import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { BundleRefused } from '../finding.ts';
import type { Bundle } from './bundle.ts';
import { openFolder } from './folder.ts';
import { limits as defaults, type Limits } from './limits.ts';
import { openZip } from './zip.ts';

/** Opens a OneRoster bundle: a zip archive or a folder. Nothing is ever unpacked onto the disk. */
export async function openBundle(path: string, limits: Limits = defaults): Promise<Bundle> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new BundleRefused('not_found', { file: basename(path) });
  if (found.isDirectory()) return openFolder(path, limits);
  if (found.isFile()) return openZip(path, limits);
  throw new BundleRefused('not_a_bundle', { file: basename(path) });
}
