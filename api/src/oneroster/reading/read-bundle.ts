import { BundleRefused } from '../finding.ts';
import { find } from '../shelf/found.ts';
import { Rows } from '../shelf/rows.ts';
import { Shelf } from '../shelf/shelf.ts';
import type { Bundle } from './bundle.ts';
import { decoded, type StatedEncoding } from './decode.ts';
import { elsewhere, type FileName, files, gradebook, neededFiles, placeless } from './files.ts';
import { limits as defaults, type Limits } from './limits.ts';
import { type Manifest, noManifest, readManifest } from './manifest.ts';
import { readTable, type Table } from './table.ts';

/** Everything that was read from a bundle; a file that is absent is an empty table without columns. */
export type Tables = { readonly [F in FileName]: Table<F> };

export interface BundleRead {
  readonly manifest: Manifest;
  readonly tables: Tables;
  /** Where the rows lie, and what was found in them. Whoever has the bundle read closes it. */
  readonly shelf: Shelf;
}

/** Reads the files of a bundle that are known, one after another, onto a shelf. Throws `BundleRefused` where the whole cannot be trusted. */
export async function readBundle(
  bundle: Bundle,
  limits: Limits = defaults,
  encoding?: StatedEncoding,
): Promise<BundleRead> {
  const shelf = new Shelf();
  try {
    return await readOnto(shelf, bundle, limits, encoding);
  } catch (error) {
    shelf.close();
    throw error;
  }
}

/** The same onto a shelf that is there, which stays open whatever happens. */
export async function readOnto(
  shelf: Shelf,
  bundle: Bundle,
  limits: Limits = defaults,
  encoding?: StatedEncoding,
): Promise<BundleRead> {
  const written = bundle.names.get('manifest.csv');
  const text = (file: string) => decoded(file, bundle.open(file), encoding);
  /** What cannot be read may be no text, or a text that was damaged: the archive knows. */
  const read = async <T>(file: string, reading: Promise<T>): Promise<T> =>
    reading.catch(async (error: unknown) => {
      if (error instanceof BundleRefused && ofText.has(error.finding.code)) await bundle.look?.(file);
      throw error;
    });
  const stated = written === undefined ? noManifest : await read(written, readManifest(written, text(written), limits));
  const holds = (name: FileName) => bundle.names.has(`${name}.csv`.toLowerCase());
  // What a gradebook alone names came in before: it is a set of changes, whatever its manifest says.
  const alone = [...gradebook].some(holds) && !neededFiles.some(holds);
  const manifest = alone ? { ...stated, delta: true } : stated;
  for (const note of manifest.notes) find(shelf, 'note', note);
  for (const [name, file] of bundle.names)
    if (placeless.has(name)) find(shelf, 'note', { file, line: null, column: null, code: 'gradebook' });
  const tables: Partial<Record<FileName, Table<FileName>>> = {};
  for (const name of Object.keys(files) as FileName[]) {
    const file = bundle.names.get(`${name}.csv`.toLowerCase());
    if (file === undefined) {
      if (neededFiles.includes(name) && !manifest.delta)
        throw new BundleRefused('file_missing', { file: `${name}.csv` });
      if (name !== 'roles' && !gradebook.has(name) && !manifest.delta)
        find(shelf, 'note', { file: `${name}.csv`, line: null, column: null, code: 'file_absent' });
      tables[name] = { columns: new Set(), rows: new Rows(shelf, name) };
      continue;
    }
    const needless = elsewhere(name, bundle.names.has('roles.csv'));
    tables[name] = await read(file, readTable(name, file, text(file), limits, shelf, needless));
  }
  return { manifest, tables: tables as Tables, shelf };
}

const ofText: ReadonlySet<string> = new Set(['not_utf8', 'csv_broken', 'record_long', 'column_missing']);
