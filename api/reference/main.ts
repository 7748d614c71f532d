import { readFile, writeFile } from 'node:fs/promises';
import { answersFile } from './answers.ts';
import { eventsPage } from './events.ts';
import { problemsPage } from './problems.ts';

const root = new URL('../../', import.meta.url);
const files: readonly (readonly [string, () => string])[] = [
  ['docs/reference/events.md', eventsPage],
  ['docs/reference/problems.md', problemsPage],
  ['api/src/docs/answers.json', answersFile],
];

/** Writes the generated reference, or with `--check` only tells which files no longer agree with the code. */
const checking = process.argv.includes('--check');
for (const [name, content] of files) {
  const file = new URL(name, root);
  const wanted = content();
  if ((await readFile(file, 'utf8').catch(() => '')) === wanted) continue;
  if (checking) {
    console.error(`${name} does not agree with the code: run \`node api/reference/main.ts\``);
    process.exitCode = 1;
  } else {
    await writeFile(file, wanted);
    console.log(`wrote ${name}`);
  }
}
