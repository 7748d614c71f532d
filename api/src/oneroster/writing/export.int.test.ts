import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  streams,
  type CommandId,
  type EventId,
  type LessonId,
  type MarkId,
  type PersonId,
  type SchoolId,
} from '@peremena/events';
import { freshDatabase } from '@peremena/events/test/postgres';
import { openReadModels, type Sql } from '@peremena/projections/queries';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOf } from '../../../test/oneroster/bundle-of.ts';
import { fixture } from '../../../test/oneroster/fixture.ts';
import { gradebook } from '../../../test/oneroster/gradebook.ts';
import { anySchool, anySchoolId, openAnySchool } from '../../../test/oneroster/any-school.ts';
import { emptySystem, type System } from '../../../test/oneroster/system.ts';
import { openSmallSchool, small } from '../../../test/small-school.ts';
import { guardianshipDecider } from '../../guardianship/decider.ts';
import { journalDecider } from '../../journal/decider.ts';
import { lessonDecider } from '../../lesson/decider.ts';
import { migrateApi } from '../../migrate.ts';
import { planLists } from '../lists/plan-lists.ts';
import { templateOf } from '../lists/template.ts';
import { personDecider } from '../../person/decider.ts';
import { createSignIns, loginsOf } from '../../session/credentials.ts';
import { importPlan, planBundle, planRead } from '../import.ts';
import { openBundle } from '../reading/open-bundle.ts';
import { readBundle } from '../reading/read-bundle.ts';
import { exportOneRoster } from './export.ts';
import { schoolsOf } from './gather.ts';

let folder: string;
let sql: Sql;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peremena-export-'));
  const url = await freshDatabase();
  await migrateApi(url);
  sql = openReadModels({ url });
});
afterAll(async () => {
  await sql.end({ timeout: 5 });
  await rm(folder, { recursive: true, force: true });
});

const clock = () => new Date('2026-11-22T09:00:00Z');
const next = (ending: string) => join(folder, `${(count += 1)}${ending}`);

async function exported({ store, sealing }: System, schoolId: SchoolId) {
  const path = next('.zip');
  const logins = (people: readonly string[]) => loginsOf(sql, people);
  const report = await exportOneRoster({ store, sealing, schoolId, path, today: '2026-11-22', loginsOf: logins });
  return { path, report };
}

async function textsOf(path: string): Promise<Record<string, string>> {
  const bundle = await openBundle(path);
  const texts: Record<string, string> = {};
  for (const name of bundle.names.keys()) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bundle.open(name)) chunks.push(chunk);
    texts[name] = Buffer.concat(chunks).toString();
  }
  await bundle.close();
  return texts;
}

/** Imports into an empty system, exports from there; gives both bundles. `between` does something to the other system. */
async function thereAndBack(
  path: string,
  between: (other: System, schoolId: SchoolId) => Promise<void> = async () => undefined,
) {
  const other = emptySystem();
  const plan = await planBundle({ path, clock, timeZone: 'Europe/Moscow' });
  const report = await importPlan(plan, { ...other, sql, clock, signInFile: next('.csv'), fileName: 'school.zip' });
  expect([...report.refusals]).toEqual([]);
  const [school] = await schoolsOf(other);
  await between(other, school!.schoolId);
  const back = await exported(other, school!.schoolId);
  return { first: await textsOf(path), second: await textsOf(back.path), paths: [path, back.path] };
}

test('any school comes back as it went, byte for byte', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anySchool, async (school) => {
      const system = emptySystem();
      await openAnySchool(system.commands, school);
      const { path } = await exported(system, anySchoolId);
      const { first, second, paths } = await thereAndBack(path);
      expect(second).toEqual(first);
      expect(await readFile(paths[1]!)).toEqual(await readFile(paths[0]!));
    }),
    { numRuns: 40 },
  );
});

/** Lists of a school as somebody fills them in. Few names for many people, so there are namesakes and twins; their numbers tell them apart. */
const anyLists = fc.array(
  fc.record({
    class: fc.constantFrom('5А', '7Б'),
    family: fc.constantFrom('Орлов', 'Ким'),
    given: fc.constantFrom('Пётр', 'Саша'),
    birthDate: fc.constantFrom('28.02.2015', ''),
    guardian: fc.option(fc.constantFrom('мать', 'отец', 'опекун')),
  }),
  { minLength: 1, maxLength: 12 },
);

test(
  'a school that came from lists comes back as it went, nobody taken for a namesake',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(anyLists, async (children) => {
        const system = emptySystem();
        const empty = { title: 'Ш', terms: ['09-01' as const], subjects: ['Химия'], staff: [], classes: [] };
        await openAnySchool(system.commands, empty);
        const pupils = children.map(({ guardian: _, ...one }, at) => ({ ...one, number: `${at + 1}` }));
        const guardians = children.flatMap(({ class: childClass, family, given, guardian }, at) => {
          const child = { childClass, childFamily: family, childGiven: given, childNumber: `${at + 1}` };
          const own = { family, given: 'Женя', number: `в${at + 1}`, decision: 'другой' };
          return guardian === null ? [] : [{ ...child, ...own, relation: guardian }];
        });
        const staff = ['1', '2'].map((number) => ({
          family: 'Ким',
          given: 'Женя',
          number: `с${number}`,
          decision: 'другой',
        }));
        const classes = ['5А', '7Б'].map((title) => ({ title }));
        const workbook = await templateOf('ru', { classes, pupils, guardians, staff });
        const { plan } = await planLists(workbook, { ...system, schoolId: anySchoolId, clock });
        const report = await importPlan(plan, { ...system, sql, clock, fileName: 'lists.xlsx' });
        expect([...report.refusals]).toEqual([]);
        const { path, report: told } = await exported(system, anySchoolId);
        expect(told?.personIds).toHaveLength(pupils.length + guardians.length + staff.length);
        const { first, second } = await thereAndBack(path);
        expect(second).toEqual(first);
      }),
      { numRuns: 15 },
    );
  },
);

test('planted fault: a name that became another on the way is found', async () => {
  const system = emptySystem();
  await openSmallSchool(system.commands);
  const { path } = await exported(system, small.schoolId);
  const { first, second } = await thereAndBack(path, async (other) => {
    const [registered] = (await other.store.readAll({ limit: 1_000 })).filter(
      ({ type }) => type === 'PersonRegistered',
    );
    const commandId = '00000000-0000-4000-8000-00000000c0de' as CommandId;
    const ids = { commandId, correlationId: commandId, causationId: commandId, actorId: null, schoolId: null };
    await other.commands({
      stream: registered!.stream,
      decider: personDecider,
      command: { type: 'RenamePerson', familyName: 'Другая', givenName: 'Анна', middleName: null },
      hash: commandId,
      metadata: { ...ids, actingAs: { role: 'system', fact: null }, at: clock().toISOString() },
    });
  });
  expect(second).not.toEqual(first);
});

test('marks in force go out as results, each in the column of its lesson', async () => {
  const system = emptySystem();
  const carry = await openSmallSchool(system.commands);
  const journal = streams.journal(small.schoolId, small.groupId, small.subjectId, small.termId);
  const marking = (lessonId: LessonId, list: readonly [PersonId, string | null, EventId?][]) => {
    const marks = list.map(([pupilId, value, replaces]) => ({
      ...{ pupilId, value, markId: randomUUID() as MarkId, replaces: replaces ?? null },
      ...(replaces ? { reason: 'typo' as const, note: 'Не та "строка"' } : { reason: null, note: null }),
    }));
    const context = { members: [small.anna, small.boris], values: ['2', '3', '4', '5'], cancelled: false };
    const ids = { schoolId: small.schoolId, groupId: small.groupId, lessonId };
    return carry(journal, journalDecider, [{ type: 'PostMarks', ...ids, marks, context }]);
  };
  const last = async () =>
    (await system.store.readStream(journal, { direction: 'backwards', limit: 2 })).map((e) => e.id);
  const { monday, wednesday: test, friday: empty, schoolId, groupId } = small;
  await carry(streams.lesson(schoolId, monday), lessonDecider, [
    { type: 'SetTopic', topic: 'Дроби, "десятичные"', saw: null },
  ]);
  await marking(monday, [
    [small.anna, '3'],
    [small.boris, '4'],
  ]);
  await marking(monday, [[small.anna, '5', (await last())[1]!]]);
  const work = { kind: 'test' as const, weight: 3 };
  await carry(journal, journalDecider, [{ type: 'SetLessonWork', schoolId, groupId, lessonId: test, ...work }]);
  await marking(test, [[small.anna, '4']]);
  await marking(empty, [[small.anna, '2']]);
  await marking(empty, [[small.anna, null, (await last())[0]!]]);

  const { path, report } = await exported(system, schoolId);
  expect(report?.marks).toBe(3);
  const texts = await textsOf(path);
  const rowsOf = (name: string) => parse<Record<string, string>>(texts[name.toLowerCase()]!, { columns: true });
  const byTitle = new Map(rowsOf('categories.csv').map((row) => [row['title'], row['sourcedId']]));
  expect([...byTitle.keys()].toSorted()).toEqual(['Контрольная работа', 'Работа на уроке']);
  const ends = { resultValueMin: '1', resultValueMax: '5', schoolSourcedId: schoolId, classSourcedId: groupId };
  const [onMonday, onWednesday] = [{ assignDate: '2026-11-16' }, { assignDate: '2026-11-18', dueDate: '2026-11-18' }];
  const lines = rowsOf('lineItems.csv');
  expect(lines).toHaveLength(2);
  expect(lines.find(({ sourcedId }) => sourcedId === monday)).toMatchObject({
    ...{ title: 'Дроби, "десятичные"', categorySourcedId: byTitle.get('Работа на уроке'), ...onMonday, ...ends },
    academicSessionSourcedId: small.termId,
  });
  expect(lines.find(({ sourcedId }) => sourcedId === test)).toMatchObject({
    ...{ title: 'Контрольная работа', categorySourcedId: byTitle.get('Контрольная работа'), ...onWednesday, ...ends },
  });
  const graded = { scoreStatus: 'fully graded', textScore: '', classSourcedId: groupId, scoreDate: '2026-08-25' };
  const results = rowsOf('results.csv');
  const told = (lesson: LessonId, pupil: PersonId) =>
    results.find((row) => row['lineItemSourcedId'] === lesson && row['studentSourcedId'] === pupil);
  expect(results).toHaveLength(3);
  expect(told(monday, small.anna)).toMatchObject({ ...graded, score: '5', comment: 'Не та "строка"' });
  expect(told(monday, small.boris)).toMatchObject({ ...graded, score: '4', comment: '' });
  expect(told(test, small.anna)).toMatchObject({ ...graded, score: '4' });
  const [scale] = rowsOf('scoreScales.csv');
  expect(scale).toMatchObject({ classSourcedId: groupId, scoreScaleValue: '{1:1},{2:2},{3:3},{4:4},{5:5}' });
  const links = rowsOf('lineItemScoreScales.csv');
  expect(links.map((row) => row['lineItemSourcedId']).toSorted()).toEqual([monday, test].toSorted());
  expect(new Set(links.map((row) => row['scoreScaleSourcedId']))).toEqual(new Set([scale!['sourcedId']]));
  expect(texts['manifest.csv']).toContain('file.results,bulk');
  expect(await readdir(folder)).not.toContain(`${basename(path)}.parts`);
});

test('what was brought in from another system goes out as it came, beside our marks, and comes back the same', async () => {
  const system = emptySystem();
  const folderOf = fixture('village-1.1');
  const files: Record<string, string> = { ...gradebook };
  for (const name of await readdir(folderOf)) files[name] = await readFile(join(folderOf, name), 'utf8');
  const { plan } = await planRead(await readBundle(bundleOf(files)), {
    clock,
    timeZone: 'Europe/Moscow',
    source: 'village',
  });
  await importPlan(plan, { ...system, sql, clock, fileName: 'village.zip' });
  plan.shelf.close();
  const [school] = await schoolsOf(system);
  const { path, report } = await exported(system, school!.schoolId);
  expect(report?.marks).toBe(0);
  const { first, second } = await thereAndBack(path);
  expect(second).toEqual(first);
  expect(first['categories.csv']).toContain('Контрольные,2.5');
  expect(first['scorescales.csv']).toContain('{зачёт:1},{незачёт:0}');
  const results: string = first['results.csv']!;
  expect(results).toMatch(/,fully graded,95\.5,2026-09-18,"Верно, но медленно",,[^,]+,,,true,\r\n/);
  expect(results).toMatch(/,not submitted,,,,,[^,]+,,,,true\r\n/);
  expect(results).toMatch(/,fully graded,,2026-09-20,,зачёт,/);
  expect(first['lineitems.csv']).toContain('Дроби,Глава 1,2026-09-10,2026-09-17');
});

test('tells logins and never a password; only its owner can read the file', async () => {
  const system = emptySystem();
  await openSmallSchool(system.commands);
  await createSignIns(sql, [{ login: 'kravtsova', personId: small.teacher, passwordHash: 'canary-hash' }]);
  const { path, report } = await exported(system, small.schoolId);
  expect(report).toMatchObject({ classes: 1, groups: 1, limited: 0 });
  const texts = await textsOf(path);
  expect(texts['users.csv']).toContain('kravtsova');
  expect(JSON.stringify(texts)).not.toContain('canary');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a file that is there is left alone, and nothing half written stays', async () => {
  const system = emptySystem();
  await openSmallSchool(system.commands);
  const path = next('.zip');
  await writeFile(path, 'mine');
  const asked = { ...system, schoolId: small.schoolId, path, today: '2026-11-22', loginsOf: async () => new Map() };
  await expect(exportOneRoster(asked)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(path, 'utf8')).toBe('mine');
  await expect(stat(`${path}.part`)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await exportOneRoster({ ...asked, schoolId: small.classId as string as SchoolId })).toBeNull();
});

test('a guardian whom an order limits is not told: the bundle could not say the order', async () => {
  const system = emptySystem();
  await openSmallSchool(system.commands);
  expect((await textsOf((await exported(system, small.schoolId)).path))['users.csv']).toContain(small.mother);
  const commandId = '00000000-0000-4000-8000-00000000c0df' as CommandId;
  const ids = { commandId, correlationId: commandId, causationId: commandId, actorId: null, schoolId: null };
  await system.commands({
    stream: streams.guardianship(small.anna),
    decider: guardianshipDecider,
    command: {
      type: 'LimitGuardian',
      pupilId: small.anna,
      guardianId: small.mother,
      orderId: commandId as string as never,
      keeps: ['timetable'],
      from: '2026-11-01',
      to: null,
      document: 'Решение № 1',
      documentDate: '2026-10-30',
      replaces: null,
    },
    hash: commandId,
    metadata: { ...ids, actingAs: { role: 'system', fact: null }, at: clock().toISOString() },
  });
  const { path, report } = await exported(system, small.schoolId);
  expect(report?.limited).toBe(1);
  expect((await textsOf(path))['users.csv']).not.toContain(small.mother);
});
