import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { line, measure, type Bench, type Figure } from './harness.ts';

/**
 * The command line of the benchmarks: `[names] [--json FILE] [--rounds N]`. A name picks the figures whose name begins with it. Returns
 * false when a floor was not met.
 */
export async function runBenches(benches: readonly Bench[], args: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'string' }, rounds: { type: 'string', default: '5' } },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError('--rounds takes a whole number from 1');
  const chosen = benches.filter(
    ({ name }) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)),
  );
  if (chosen.length === 0)
    throw new RangeError(`no such figure; there are: ${benches.map(({ name }) => name).join(', ')}`);
  const figures: Figure[] = [];
  for (const bench of chosen) {
    const figure = await measure(bench, rounds);
    console.log(line(figure));
    figures.push(figure);
  }
  if (values.json) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  return figures.every(({ floorMet }) => floorMet !== false);
}
