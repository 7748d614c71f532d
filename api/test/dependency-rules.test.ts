import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';
// @ts-expect-error: the configuration is plain JavaScript.
import untyped from '../../.dependency-cruiser.mjs';

const config = untyped as IConfiguration;

/** A tree in which every rule is broken once: the file, and the file that it must not import. */
const planted: Record<string, readonly [from: string, to: string]> = {
  'no-circles': ['events/src/circle.ts', 'events/src/circle.ts'],
  resolvable: ['events/src/lost.ts', 'events/src/nowhere.ts'],
  'events-know-nobody': ['events/src/store/pointing-back.ts', 'api/src/core/decider.ts'],
  'events-are-values': ['events/src/journal.ts', 'events/src/store/postgres.ts'],
  'projections-know-events': ['projections/src/marks/project.ts', 'api/src/core/decider.ts'],
  'events-by-doors': ['api/src/journal/routes.ts', 'events/src/store/postgres.ts'],
  'api-knows-no-web': ['api/src/core/problem.ts', 'web/src/lib/page.ts'],
  'projections-by-doors': ['api/src/diary/routes.ts', 'projections/src/core/run.ts'],
  'web-by-doors': ['web/src/routes/door.ts', 'api/src/core/decider.ts'],
  'no-driver-in-web': ['web/src/routes/driver.ts', 'events/src/store/postgres.ts'],
  'commands-are-values': ['api/src/lesson/commands.ts', 'api/src/core/problem.ts'],
  'deciders-are-pure': ['api/src/lesson/decider.ts', 'events/src/store/postgres.ts'],
  'core-knows-no-slice': ['api/src/core/registry.ts', 'api/src/diary/routes.ts'],
  'slices-meet-at-commands': ['api/src/today/routes.ts', 'api/src/lesson/decider.ts'],
  'read-model-core-is-ground': ['projections/src/core/rows.ts', 'projections/src/marks/query.ts'],
  'read-models-stand-alone': ['projections/src/lessons/project.ts', 'projections/src/marks/query.ts'],
  'no-tests-in-product': ['api/src/core/app.ts', 'api/src/core/app.test.ts'],
};

let tree: string;

beforeAll(async () => {
  tree = await realpath(await mkdtemp(join(tmpdir(), 'peremena-rules-')));
  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text, { flag: 'a' });
  };
  for (const [rule, [from, to]] of Object.entries(planted)) {
    await put(from, `import '${'../'.repeat(from.split('/').length - 1)}${to}';\n`);
    if (rule !== 'resolvable') await put(to, 'export {};\n');
  }
});

afterAll(() => rm(tree, { recursive: true, force: true }));

test.each((config.forbidden ?? []).map((rule) => rule.name ?? ''))('%s turns red on a planted fault', async (name) => {
  const red = await violations();
  expect(planted[name], 'every rule has its planted fault').toBeDefined();
  expect(red).toContainEqual(expect.stringContaining(`${name}: ${planted[name]?.[0]}`));
});

let found: Promise<string[]> | undefined;

function violations(): Promise<string[]> {
  found ??= cruise(['events', 'projections', 'api', 'web'], {
    ...config.options,
    baseDir: tree,
    validate: true,
    ruleSet: { forbidden: config.forbidden ?? [] },
  }).then(({ output }) =>
    (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`),
  );
  return found;
}
