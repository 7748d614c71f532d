import { BundleRefused, type Finding } from '../finding.ts';
import type { Bundle } from './bundle.ts';
import { decoded, type StatedEncoding } from './decode.ts';
import { type FileName, files, gradebook, neededFiles } from './files.ts';
import { limits as defaults, type Limits } from './limits.ts';
import { type Manifest, noManifest, readManifest } from './manifest.ts';
import { readTable, type Table } from './table.ts';

/** Everything that was read from a bundle; a file that is absent is an empty table without columns. */
export type Tables = { readonly [F in FileName]: Table<F> };

export interface BundleRead {
  readonly manifest: Manifest;
  readonly tables: Tables;
  readonly refused: readonly Finding[];
  readonly notes: readonly Finding[];
}

/** Reads the rostering files of a bundle, one after another. Throws `BundleRefused` where the whole cannot be trusted. */
export async function readBundle(
  bundle: Bundle,
  limits: Limits = defaults,
  encoding?: StatedEncoding,
): Promise<BundleRead> {
  const written = bundle.names.get('manifest.csv');
  const text = (file: string) => decoded(file, bundle.open(file), encoding);
  const manifest = written === undefined ? noManifest : await readManifest(written, text(written), limits);
  const notes: Finding[] = [...manifest.notes];
  const tables: Partial<Record<FileName, Table<FileName>>> = {};
  for (const name of Object.keys(files) as FileName[]) {
    const file = bundle.names.get(`${name}.csv`.toLowerCase());
    if (file === undefined) {
      if (neededFiles.includes(name) && !manifest.delta)
        throw new BundleRefused('file_missing', { file: `${name}.csv` });
      if (name !== 'roles' && !manifest.delta)
        notes.push({ file: `${name}.csv`, line: null, column: null, code: 'file_absent' });
      tables[name] = { columns: new Set(), rows: [], refused: [], notes: [] };
      continue;
    }
    tables[name] = await readTable(name, file, text(file), limits);
  }
  for (const [name, file] of bundle.names)
    if (gradebook.has(name)) notes.push({ file, line: null, column: null, code: 'gradebook' });
  const read = Object.values(tables);
  return {
    manifest,
    tables: tables as Tables,
    refused: read.flatMap((table) => table.refused),
    notes: [...notes, ...read.flatMap((table) => table.notes)],
  };
}
