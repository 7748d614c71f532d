import { openPostgresStore, type StoredEvent } from '@peremena/events/store';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '@peremena/events/test/postgres';
import { startProxy } from '@peremena/events/test/proxy';
import { fixture } from '../../test/oneroster/fixture.ts';
import { largeBundle, largeEvents, largeRows } from '../../test/oneroster/large-bundle.ts';

let folder: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peremena-cli-'));
  const [databaseUrl, vaultUrl] = await Promise.all([freshDatabase(), freshDatabase()]);
  env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    VAULT_URL: vaultUrl,
    PEREMENA_DATA: join(folder, 'data'),
    LANG: 'en_US.UTF-8',
    LC_ALL: '',
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Runs the command line as `npm run cli` does, with a line to who started it, to its end, or kills it outright when `cut` aborts; then its status is null. */
async function cli(args: readonly string[], cut?: AbortSignal, settings: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  cut?.addEventListener('abort', () => child.kill('SIGKILL'));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  return { status: (await closed)[0], stdout, stderr };
}

const lastLine = (output: string) => output.trimEnd().split('\n').at(-1) ?? '';

test('an import says what was refused and why, and its sum on the last line', async () => {
  const { status, stdout } = await cli(['import', 'oneroster', fixture('village-1.1')]);
  expect(status).toBe(0);
  expect(stdout).toContain('  enrollments.csv:12 userSourcedId  The bundle has no such person. (unknown_user)');
  expect(lastLine(stdout)).toBe('27 added, 0 changed, 0 unchanged, 2 refused');
  const [file] = await readdir(join(folder, 'data', 'sign-ins'));
  expect((await stat(join(folder, 'data', 'sign-ins', file!))).mode & 0o777).toBe(0o600);
  const again = await cli(['import', 'oneroster', fixture('village-1.1'), '--json']);
  expect(JSON.parse(lastLine(again.stdout))).toMatchObject({
    added: 0,
    changed: 0,
    unchanged: 27,
    refused: 2,
    signIns: { file: null },
  });
  const list = await cli(['import', 'list']);
  expect(list.stdout.split('\n').map((line) => line.slice(56))).toEqual([
    'village-1.1  0 added, 0 changed, 27 unchanged, 2 refused',
    'village-1.1  27 added, 0 changed, 0 unchanged, 2 refused',
    '',
  ]);
});

test('a killed import is finished by running it again, and leaves what a whole one leaves', async () => {
  const bundle = join(folder, 'large');
  await mkdir(bundle);
  const [classes, subjects] = [12, 10];
  for (const [name, content] of Object.entries(largeBundle(classes, subjects)))
    await writeFile(join(bundle, name), content);
  const store = await openPostgresStore({ url: env['DATABASE_URL']! });
  // A far database: the import cannot end before it is seen to have begun.
  const far = await startProxy(env['DATABASE_URL']!);
  far.delay(100);
  try {
    const before = await store.head();
    const cut = new AbortController();
    const killed = cli(['import', 'oneroster', bundle], cut.signal, { DATABASE_URL: far.url });
    for await (const page of store.subscribe({ after: before, pageSize: 100, signal: cut.signal })) {
      if (page.at(-1)!.position > before + 200n) cut.abort();
    }
    expect((await killed).status).toBeNull();
    expect(await store.head()).toBeLessThan(before + largeEvents(classes, subjects));

    const finished = JSON.parse(lastLine((await cli(['import', 'oneroster', bundle, '--json'])).stdout)) as Record<
      string,
      number
    >;
    const { added = 0, changed = 0, unchanged = 0, refused } = finished;
    expect({ rows: added + changed + unchanged, refused }).toEqual({ rows: largeRows(classes, subjects), refused: 0 });
    expect(added).toBeGreaterThan(0);
    expect(unchanged).toBeGreaterThan(0);
    expect(await store.head()).toBe(before + largeEvents(classes, subjects));
  } finally {
    await Promise.all([store.close(), far.stop()]);
  }
});

test('words that are not understood show the commands', async () => {
  expect(await cli(['imprt'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('import oneroster FILE') as string,
  });
  const refused = await cli(['import', 'oneroster', join(folder, 'absent.zip'), '--json']);
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing was written.') as string });
  expect(JSON.parse(lastLine(refused.stdout))).toMatchObject({ error: { code: 'not_found' } });
});

test('read models are built by a rebuild, and their standing is told', async () => {
  expect(await cli(['projection', 'rebuild', 'all'])).toMatchObject({ status: 0, stderr: '' });
  const { stdout } = await cli(['projection', 'status']);
  const [, position, head] = /people +v\d+ +(\d+) of (\d+)/.exec(stdout) ?? [];
  expect(position).toBe(head);
});

test('an import is undone, as the dry run says, and the list shows it', async () => {
  const bundle = join(folder, 'undone');
  await mkdir(bundle);
  for (const [name, content] of Object.entries(largeBundle(1, 1))) await writeFile(join(bundle, name), content);
  const imported = await cli(['import', 'oneroster', bundle, '--json', '--source', 'undone']);
  const { id } = JSON.parse(lastLine(imported.stdout)) as { id: string };
  const dry = await cli(['import', 'undo', id, '--dry-run']);
  const real = await cli(['import', 'undo', id]);
  expect(lastLine(real.stdout)).toMatch(/^\d+ undone, 0 kept$/);
  expect(lastLine(dry.stdout)).toBe(lastLine(real.stdout));
  expect((await cli(['import', 'list'])).stdout).toMatch(new RegExp(`^${id} .* undone .*, kept 0$`, 'm'));
  expect((await cli(['import', 'undo', id])).stdout).toMatch(/^Undone before/);
  expect((await cli(['import', 'undo', 'nothing'])).status).toBe(2);
  expect((await cli(['import', 'undo', crypto.randomUUID()])).status).toBe(1);
});

test('who may be here already is written down to be decided, and what was decided holds', async () => {
  const [databaseUrl, vaultUrl] = await Promise.all([freshDatabase(), freshDatabase()]);
  const own = { DATABASE_URL: databaseUrl, VAULT_URL: vaultUrl, PEREMENA_DATA: join(folder, 'own') };
  const run = (...args: string[]) => cli(args, undefined, own);
  await run('demo', '--size', 'small');
  const bundle = join(folder, 'own.zip');
  expect((await run('export', 'oneroster', bundle)).status).toBe(0);
  const store = await openPostgresStore({ url: databaseUrl });
  const count = async (type: string) => {
    const found: StoredEvent[] = [];
    for (let after = 0n; ;) {
      const page = await store.readAll({ after, limit: 5_000 });
      found.push(...page.filter((one) => one.type === type));
      if (page.length < 5_000) return found;
      after = page.at(-1)!.position;
    }
  };
  try {
    const schoolId = (await count('SchoolOpened'))[0]?.data['schoolId'] as string;
    const before = (await count('PersonRegistered')).length;
    const questions = join(folder, 'questions.csv');
    const bring = (...args: string[]) => run('import', 'oneroster', bundle, '--school', schoolId, '--json', ...args);
    const dry = await bring('--dry-run', '--ask', questions);
    expect({ status: dry.status, told: dry.stderr.includes(questions) }).toEqual({ status: 0, told: true });
    expect((await stat(questions)).mode & 0o777).toBe(0o600);
    expect((await bring('--dry-run', '--ask', questions)).status).toBe(1);
    const [head = '', ...lines] = (await readFile(questions, 'utf8')).trimEnd().split('\r\n');
    // Everybody of the bundle is somebody of the school; who has a namesake there is left open.
    const rowOf = (line: string) => line.split(';')[1];
    const alone = lines.filter((line) => lines.filter((other) => rowOf(other) === rowOf(line)).length === 1);
    expect(alone.length).toBeGreaterThan(50);
    await writeFile(questions, [head, ...alone.map((line) => line.replace('""', '"same"'))].join('\r\n'));
    const real = await bring('--who', questions);
    expect(real.status).toBe(0);
    expect(await count('PersonMatched')).toHaveLength(alone.length);
    expect((await count('PersonRegistered')).length).toBe(before);
    await writeFile(questions, [head, ...alone.map((line) => line.replace('""', '"perhaps"'))].join('\r\n'));
    const refused = await bring('--who', questions);
    expect([refused.status, JSON.parse(lastLine(refused.stdout))]).toMatchObject([1, { error: { line: 2 } }]);
  } finally {
    await store.close();
  }
});

test('lists: the workbook to fill in is written once, and what is no workbook is refused', async () => {
  const file = join(folder, 'lists.xlsx');
  const made = await cli(['import', 'lists', file, '--template']);
  expect({ status: made.status, told: made.stdout.includes(file) }).toEqual({ status: 0, told: true });
  expect((await cli(['import', 'lists', file, '--template'])).status).toBe(1);
  const absent = await cli(['import', 'lists', join(folder, 'nothing.xlsx')]);
  expect(absent.status).toBe(1);
  expect(absent.stderr).toContain('Nothing was written.');
});
