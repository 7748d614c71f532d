import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folders = [
  fileURLToPath(new URL('..', import.meta.url)),
  dirname(fileURLToPath(import.meta.resolve('@peremena/events'))),
];

/** A hash of every source that rows are made by: projections and events of this program. */
export async function codeOfRows(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(ts|sql)$/.test(name)).toSorted();
    for (const name of names) hash.update(name).update(await readFile(join(folder, name)));
  }
  return hash.digest('hex');
}
