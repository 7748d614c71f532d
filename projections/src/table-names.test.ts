import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tableNames } from './all.ts';

const root = new URL('../..', import.meta.url);
const known = new Set(tableNames);
const models = new Set(tableNames.map((name) => name.replace(/_v\d+$/, '')));

/** Tables of read models that a text of SQL names in a version there is none of. */
function stale(text: string): readonly string[] {
  const named = [...text.matchAll(/\b([a-z][a-z_]*)_v\d+\b/g)];
  return [
    ...new Set(named.filter(([name, model = '']) => models.has(model) && !known.has(name)).map(([name]) => name)),
  ];
}

// A read model whose version goes up has another table; who still asks the old one finds out only where it is gone.
test('nobody asks a read model of another version', () => {
  const files = globSync('{projections,api}/{src,test,bench}/**/*.{ts,sql}', { cwd: root });
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    stale(readFileSync(new URL(file, root), 'utf8')).map((name) => `${file}: ${name}`),
  );
  expect(found).toEqual([]);
});

test('planted fault: a query of a version there is none of is found', () => {
  const other = tableNames[0]!.replace(/\d+$/, '999');
  expect(stale(`select * from ${other} join nobody_v9 using (id)`)).toEqual([other]);
});
