import { readFile, writeFile } from 'node:fs/promises';
import { eventsPage } from './events.ts';
import { problemsPage } from './problems.ts';

const folder = new URL('../../docs/reference/', import.meta.url);
const pages: readonly (readonly [string, () => string])[] = [
  ['events.md', eventsPage],
  ['problems.md', problemsPage],
];

/** Writes the generated reference, or with `--check` only tells which pages no longer agree with the code. */
const checking = process.argv.includes('--check');
for (const [name, page] of pages) {
  const file = new URL(name, folder);
  const wanted = page();
  if ((await readFile(file, 'utf8').catch(() => '')) === wanted) continue;
  if (checking) {
    console.error(`docs/reference/${name} does not agree with the code: run \`node api/reference/main.ts\``);
    process.exitCode = 1;
  } else {
    await writeFile(file, wanted);
    console.log(`wrote docs/reference/${name}`);
  }
}
