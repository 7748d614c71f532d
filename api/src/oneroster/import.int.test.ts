import { categoryOf } from '@peremena/events';
import type { EventStore, Vault } from '@peremena/events/store';
import type { Sql } from '@peremena/projections/queries';
import { cp, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../../test/oneroster/fixture.ts';
import { type Importing, openImporting } from '../../test/oneroster/importing.ts';
import { sample, sampleTitle } from '../../test/oneroster/samples.ts';
import { sealingBy } from '../assemble.ts';
import { commandHandler } from '../core/handle-command.ts';
import { HashingQueue } from '../session/argon2.ts';
import { whose } from '../session/credentials.ts';
import { importRecords } from './records.ts';
import { type ImportOptions, planBundle } from './import.ts';

let on: Importing;
let folder: string;
let store: EventStore;
let vault: Vault;
let sql: Sql;

beforeAll(async () => {
  on = await openImporting();
  ({ folder, store, vault, sql } = on);
});
afterAll(() => on.close());

/** Imports with a handler of its own, so that nothing is remembered from an earlier run. */
async function run(path: string, { source, ...more }: Partial<ImportOptions & { source: string }> = {}) {
  const log = { store, sealing: on.sealing() };
  const made = await planBundle({ path, clock: on.clock, timeZone: 'Europe/Moscow', source, log, sql });
  return on.bring(made, { fileName: basename(path), ...more });
}

const counts = ({ added, changed, unchanged, refused }: Awaited<ReturnType<typeof run>>) => ({
  added,
  changed,
  unchanged,
  refused,
});
const logged = async (after: bigint) =>
  (await store.readAll({ after, limit: 5_000 })).map(({ type, data }) => ({ type, data }));

describe('our own bundle', () => {
  const source = 'ours';
  test('comes in by the commands of everybody, with what was refused and why', async () => {
    const report = await run(fixture('village-1.1'), { source });
    expect(counts(report)).toEqual({ added: 27, changed: 0, unchanged: 0, refused: 2 });
    expect([...report.refusals]).toEqual([
      { file: 'demographics.csv', line: 3, column: 'birthDate', code: 'date_exists' },
      { file: 'enrollments.csv', line: 12, column: 'userSourcedId', code: 'unknown_user' },
    ]);
    const found = new Set((await store.readAll({ limit: 1_000 })).map(({ stream }) => categoryOf(stream)));
    expect([...found].toSorted()).toEqual(['class', 'group', 'guardianship', 'person', 'school', 'staff']);
  });

  test('names are sealed in the log, and no password of the bundle is in it', async () => {
    const text = JSON.stringify(await logged(0n));
    for (const word of ['Кравцова', 'kravtsova', '900 000', 'canary']) expect(text).not.toContain(word);
  });

  test('again: nothing changes', async () => {
    const head = await store.head();
    const report = await run(fixture('village-1.1'), { source });
    expect(counts(report)).toEqual({ added: 0, changed: 0, unchanged: 27, refused: 2 });
    expect(report.signIns).toEqual({ file: null, count: 0 });
    expect(await store.head()).toBe(head);
  });

  test('planted fault: ids that are not those of the source add everything twice', async () => {
    expect(counts(await run(fixture('village-1.1'), { source: 'another' }))).toMatchObject({ added: 27, unchanged: 0 });
  });

  test('what changed in the bundle changes here, and nothing else', async () => {
    const changed = join(folder, 'changed');
    await cp(fixture('village-1.1'), changed, { recursive: true });
    const rewrite = async (file: string, from: string, to: string) => {
      const text = await readFile(join(changed, file), 'utf8');
      expect(text).toContain(from);
      await writeFile(join(changed, file), text.replace(from, to));
    };
    await rewrite('users.csv', 'Мария,Сидорова', 'Мария,Волкова');
    await rewrite('classes.csv', '5Б,k-5b', '5В,k-5b');
    await rewrite('academicSessions.csv', '2026-12-30', '2026-12-29');
    await rewrite(
      'enrollments.csv',
      'e-9,active,,g-eng,s-1,u-3,student,,,',
      'e-9,tobedeleted,2026-11-20T00:00:00Z,g-eng,s-1,u-3,student,,,',
    );
    await rewrite(
      'enrollments.csv',
      'e-6,active,,g-mat,s-1,u-2,student,,,',
      'e-6,active,,g-mat,s-1,u-2,student,,,2026-11-21',
    );
    const head = await store.head();
    const report = await run(changed, { source });
    expect(counts(report)).toEqual({ added: 0, changed: 5, unchanged: 22, refused: 2 });
    const types = (await logged(head)).map(({ type }) => type).toSorted();
    expect(types).toEqual(['ClassRenamed', 'PersonRenamed', 'PupilLeftGroup', 'PupilLeftGroup', 'TermRescheduled']);
  });

  test('a set of changes finds what it refers to in the log, and changes that alone', async () => {
    const delta = await mkdtemp(join(folder, 'delta-'));
    const files = {
      'manifest.csv': 'propertyName,value\noneroster.version,1.1\nfile.users,delta\nfile.enrollments,delta\n',
      'users.csv':
        'sourcedId,status,dateLastModified,orgSourcedIds,role,givenName,familyName\nu-new,active,2026-11-18T00:00:00Z,s-1,student,Олег,Новиков\n',
      'classes.csv':
        'sourcedId,status,dateLastModified,title,classType,courseSourcedId,schoolSourcedId\ng-new,active,2026-11-18T00:00:00Z,Кружок,scheduled,c-mat,s-1\n',
      'enrollments.csv': [
        'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate,endDate',
        'e-90,active,2026-11-18T08:00:00Z,k-5a,s-1,u-new,student,,',
        'e-91,active,2026-11-18T08:00:00Z,g-new,s-1,u-new,student,,',
        'e-5,tobedeleted,2026-11-19T08:00:00Z,g-mat,s-1,u-1,student,,',
        'e-92,active,2026-11-18T08:00:00Z,k-none,s-1,u-1,student,,',
        'e-93,active,2026-11-18T08:00:00Z,k-5a,s-1,u-none,student,,',
      ].join('\n'),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(delta, name), text);
    const head = await store.head();
    const report = await run(delta, { source });
    expect([...report.refusals]).toEqual([
      { file: 'enrollments.csv', line: 5, column: 'classSourcedId', code: 'unknown_class' },
      { file: 'enrollments.csv', line: 6, column: 'userSourcedId', code: 'unknown_user' },
    ]);
    expect(counts(report)).toEqual({ added: 4, changed: 1, unchanged: 0, refused: 2 });
    const found = await logged(head);
    expect(found.map(({ type }) => type).toSorted()).toEqual([
      'GroupFormed',
      'PersonRegistered',
      'PupilEnrolled',
      'PupilJoinedGroup',
      'PupilLeftGroup',
    ]);
    expect(found.find(({ type }) => type === 'PupilEnrolled')?.data).toMatchObject({ from: '2026-11-18' });
    expect(found.find(({ type }) => type === 'PupilLeftGroup')?.data).toMatchObject({ lastDay: '2026-11-19' });
    expect(await run(delta, { source })).toMatchObject({ added: 0, changed: 0 });
    await expect(run(delta)).rejects.toMatchObject({ finding: { code: 'source_needed' } });
  });

  test('a set of changes that does not name the district belongs to the one source its system had', async () => {
    const [whole, delta] = [await mkdtemp(join(folder, 'whole-')), await mkdtemp(join(folder, 'delta-'))];
    await cp(fixture('village-1.1'), whole, { recursive: true });
    const manifest = await readFile(join(whole, 'manifest.csv'), 'utf8');
    await writeFile(join(whole, 'manifest.csv'), manifest.replace('zh-77', 'only-one'));
    const first = await run(whole);
    const lines = ['propertyName,value', 'oneroster.version,1.1', 'source.systemCode,only-one', 'file.users,delta'];
    await writeFile(join(delta, 'manifest.csv'), lines.join('\n'));
    await writeFile(
      join(delta, 'users.csv'),
      'sourcedId,status,orgSourcedIds,role,givenName,familyName\nu-1,active,s-1,student,Анна,Другова\n',
    );
    expect(await run(delta)).toMatchObject({ added: 0, changed: 1, refused: 0, source: first.source });
    // Another source of the same system: nobody can say whose it is.
    await run(whole, { source: 'only-one, too' });
    await expect(run(delta)).rejects.toMatchObject({ finding: { code: 'source_needed' } });
  });

  test('is in the list of imports, with where it is in the log', async () => {
    const first = (await importRecords(sql)).find(
      (one) => one.fileName === 'village-1.1' && one.source === source && (one.added ?? 0) > 4,
    );
    expect(first).toMatchObject({
      fileName: 'village-1.1',
      delta: false,
      added: 27,
      changed: 0,
      unchanged: 0,
      refused: 2,
    });
    const [row] = await sql<{ first: bigint; last: bigint }[]>`
      select first_position as first, last_position as last from api.imports where id = ${first!.id}`;
    const all = await store.readAll({ limit: 5_000 });
    const own = all.filter(({ metadata }) => metadata.correlationId === first!.id).map(({ position }) => position);
    expect([row?.first, row?.last]).toEqual([own[0], own.at(-1)]);
  });

  test('1.2 with roles of its own comes in too', async () => {
    const report = await run(fixture('town-1.2'));
    expect(counts(report)).toEqual({ added: 14, changed: 0, unchanged: 0, refused: 1 });
    expect([...report.notes]).toContainEqual({ file: 'users.csv', line: 4, column: 'username', code: 'login_taken' });
  });
});

describe('first sign-ins', () => {
  test('are in a file that only its owner reads, and open nothing for a formula', async () => {
    const formula = join(folder, 'formula');
    await cp(fixture('village-1.1'), formula, { recursive: true });
    const users = await readFile(join(formula, 'users.csv'), 'utf8');
    await writeFile(
      join(formula, 'users.csv'),
      users.replace('Анна,Иванова', 'Анна,=1+1').replaceAll(/,(ivanova|petrov|sid|krav|dir)/g, ',new-$1'),
    );
    const { signIns } = await run(formula, { source: 'third' });
    expect(signIns.count).toBe(5);
    expect((await stat(signIns.file!)).mode & 0o777).toBe(0o600);
    const lines = (await readFile(signIns.file!, 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(6);
    const [login = '', code = ''] = lines[2]!.slice(1).split('","');
    expect(await whose(sql, new HashingQueue(), login, code)).toMatchObject({ personId: expect.any(String) as string });
    expect(await whose(sql, new HashingQueue(), 'new-sidorova', code)).toBeNull();
    expect(lines[1]).toMatch(
      /^"new-ivanova\.anna","[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}","'=1\+1","Анна","student","Заозёрская школа","5А"$/,
    );
  });
});

test('an import that was ended in the middle is finished by running it again', async () => {
  const source = 'killed';
  const commands = commandHandler({ store, sealing: sealingBy(vault) });
  let left = 6;
  const ended = run(fixture('village-1.1'), {
    source,
    commands: (request) => ((left -= 1) < 0 ? Promise.reject(new Error('the link is cut')) : commands(request)),
  });
  await expect(ended).rejects.toThrow('the link is cut');
  const report = await run(fixture('village-1.1'), { source });
  expect(report.added + report.unchanged + report.changed).toBe(27);
  expect(report.added).toBeGreaterThan(0);
  expect(counts(await run(fixture('village-1.1'), { source }))).toEqual({
    added: 0,
    changed: 0,
    unchanged: 27,
    refused: 2,
  });
});

test('a bundle that cannot be trusted leaves no trace', async () => {
  const broken = join(folder, 'broken');
  await cp(fixture('village-1.1'), broken, { recursive: true });
  await writeFile(join(broken, 'enrollments.csv'), 'classSourcedId,userSourcedId,role\nk-5a,"u-1');
  const head = await store.head();
  await expect(run(broken, { source: 'broken' })).rejects.toMatchObject({
    finding: { code: 'csv_broken', file: 'enrollments.csv' },
  });
  expect(await store.head()).toBe(head);
});

describe('bundles other programs wrote', () => {
  const district = 'district-1.1.zip';
  test.skipIf(!sample(district))(
    sampleTitle(district),
    async () => {
      const first = await run(sample(district)!);
      expect(counts(first)).toEqual({ added: 10_883, changed: 0, unchanged: 0, refused: 0 });
      expect(first.signIns.count).toBe(1_171);
      expect(counts(await run(sample(district)!))).toEqual({ added: 0, changed: 0, unchanged: 10_883, refused: 0 });
    },
    300_000,
  );

  test.skipIf(!sample('rostering-delta-package.zip'))(sampleTitle('rostering-delta-package.zip'), async () => {
    await run(sample('rostering-bulk-package.zip')!, { source: 'changed since' });
    const report = await run(sample('rostering-delta-package.zip')!, { source: 'changed since' });
    expect(report).toMatchObject({ added: 0, refused: 0 });
  });

  for (const name of ['rostering-bulk-package.zip', 'full-bulk-package.zip']) {
    test.skipIf(!sample(name))(sampleTitle(name), async () => {
      // The one result of the full bundle is of somebody who teaches the class.
      const refused = [{ file: 'results.csv', line: 2, column: 'studentSourcedId', code: 'not_in_group' }];
      const { refusals } = await run(sample(name)!, { source: name });
      expect([...refusals]).toEqual(name.startsWith('full') ? refused : []);
      expect(await run(sample(name)!, { source: name })).toMatchObject({ added: 0, changed: 0 });
    });
  }
});
