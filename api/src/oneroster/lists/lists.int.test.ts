import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '@peremena/events/test/postgres';
import { openReadModels, type Sql } from '@peremena/projections/queries';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptySystem, type System } from '../../../test/oneroster/system.ts';
import { openSmallSchool, small } from '../../../test/small-school.ts';
import { workbookOf } from '../../core/sheets/workbook.ts';
import { migrateApi } from '../../migrate.ts';
import { importPlan, tryPlan } from '../import.ts';
import { gather } from '../writing/gather.ts';
import { inWordsOfLists, planLists } from './plan-lists.ts';
import { type ListCells, templateOf } from './template.ts';

let folder: string;
let sql: Sql;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peremena-lists-'));
  const url = await freshDatabase();
  await migrateApi(url);
  sql = openReadModels({ url });
});
afterAll(async () => {
  await sql.end({ timeout: 5 });
  await rm(folder, { recursive: true, force: true });
});

const clock = () => new Date('2026-11-22T09:00:00Z');
const { schoolId } = small;
const schoolOf = async () => {
  const system = emptySystem();
  await openSmallSchool(system.commands);
  return system;
};
async function planned(system: System, rows: ListCells | Buffer, language: 'ru' | 'en' = 'ru') {
  const bytes = Buffer.isBuffer(rows) ? rows : await templateOf(language, rows);
  return planLists(bytes, { ...system, schoolId, clock });
}
async function taken(system: System, rows: ListCells | Buffer, language: 'ru' | 'en' = 'ru') {
  const { plan, proposals } = await planned(system, rows, language);
  const signInFile = join(folder, `${crypto.randomUUID()}.csv`);
  const report = await importPlan(plan, { ...system, sql, clock, signInFile, fileName: 'lists.xlsx' });
  return { ...inWordsOfLists(report, language), proposals };
}
async function people(system: System) {
  const all = await gather(system, schoolId, '2026-11-22');
  if (!all) throw new Error('no school');
  const names = new Map(
    all.people.map((one) => [
      one.personId as string,
      `${one.familyName} ${one.givenName} ${one.middleName ?? ''}`.trim(),
    ]),
  );
  const of = (ids: Iterable<string>) => [...ids].map((id) => names.get(id) ?? '').toSorted();
  const classes = Object.fromEntries(
    all.taught
      .filter(({ subject }) => subject === null)
      .map(({ title, pupils }) => [title, of([...pupils].flatMap(([id, list]) => list.map(() => id)))]),
  );
  const links = all.links.map(
    ({ pupilId, guardianId, relation }) => `${of([guardianId])[0]} ${relation} ${of([pupilId])[0]}`,
  );
  return { all, classes, links: links.toSorted(), count: all.people.length };
}
const anna = { class: '7Б', family: 'Соколова', given: 'Анна', middle: 'Игоревна' };
const places = (findings: Iterable<{ file: string; line: number | null; column: string | null; code: string }>) =>
  Array.from(findings, ({ file, line, column, code }) => `${file}:${line} ${column} ${code}`);

test('a whole school of lists: classes, pupils, guardians of several children, staff and tutors', async () => {
  const system = await schoolOf();
  const before = await people(system);
  const mother = { family: 'Орлова', given: 'Вера', relation: 'мать', childClass: '5А', childFamily: 'Орлов' };
  const report = await taken(system, {
    classes: [{ title: '5А', grade: '5' }],
    pupils: [
      { class: '5A', family: 'Орлов', given: 'Пётр', birthDate: '28.02.2015', from: '01.09.2026' },
      { class: '5А', family: 'Орлов', given: 'Павел', birthDate: '2015-02-28', number: '17' },
    ],
    guardians: [
      { ...mother, childGiven: 'Пётр', phone: '+7 900 000-00-01' },
      { ...mother, childGiven: 'Павел', phone: '8 (900) 000-00-01', email: '' },
      {
        family: 'Орлов',
        given: 'Яков',
        relation: 'Отец',
        childClass: '7Б',
        childFamily: 'Васильев',
        childGiven: 'Борис',
      },
    ],
    staff: [{ family: 'Зимина', given: 'Ольга', number: '4', tutor: '5 А', email: 'zimina@school.example' }],
  });
  expect(places(report.refusals)).toEqual([]);
  expect(report.leftAside).toBe(0);
  // As many as the school wrote lines, however many facts they are.
  expect(Object.entries(report.byFile).map(([file, { added }]) => `${file} ${added}`)).toEqual([
    ...['Классы 1', 'Ученики 2', 'Сотрудники 1', 'Представители 3'],
  ]);
  expect(places(report.changes).filter((change) => change.includes('taken_with'))).toEqual([]);
  const after = await people(system);
  expect(after.classes['5А']).toEqual(['Орлов Павел', 'Орлов Пётр']);
  expect(after.links).toEqual(
    [
      ...before.links,
      ...[
        'Орлова Вера mother Орлов Павел',
        'Орлова Вера mother Орлов Пётр',
        'Орлов Яков father Васильев Борис Денисович',
      ],
    ].toSorted(),
  );
  expect(after.count).toBe(before.count + 5);
  expect(after.all.posts.map(({ post }) => post).filter((post) => post === 'teacher').length).toBeGreaterThan(0);
  expect(after.all.people.find(({ familyName }) => familyName === 'Зимина')?.email).toBe('zimina@school.example');
  const five = after.all.taught.find(({ title }) => title === '5А');
  expect([...(five?.teachers.keys() ?? [])]).toHaveLength(1);
});

test('somebody called alike is proposed, kept out until a person decides, and then is who was meant', async () => {
  const asked = await schoolOf();
  const { count } = await people(asked);
  const report = await taken(asked, { pupils: [anna] });
  expect(places(report.refusals)).toEqual(['Ученики:2 Решение lists_undecided']);
  expect(report.proposals).toMatchObject([
    {
      file: 'Ученики',
      line: 2,
      candidates: [{ personId: small.anna, classTitle: '7Б', name: 'Соколова Анна Игоревна' }],
    },
  ]);
  expect(report.added).toBe(0);

  const same = await taken(asked, { pupils: [{ ...anna, decision: 'тот же человек', birthDate: '03.05.2013' }] });
  expect(places(same.refusals)).toEqual([]);
  const known = await people(asked);
  expect(known.count).toBe(count);
  expect(known.all.people.find(({ personId }) => personId === small.anna)?.birthDate).toBe('2013-05-03');

  const other = { pupils: [{ ...anna, decision: 'другой' }] };
  expect((await taken(asked, other)).refused).toBe(0);
  expect((await people(asked)).count).toBe(count + 1);
  expect(await taken(asked, other)).toMatchObject({ added: 0, changed: 0, refused: 0, proposals: [] });
});

test('several alike have to be named; what cannot be read as a decision is none', async () => {
  const system = await schoolOf();
  await taken(system, { pupils: [{ ...anna, decision: 'другой', birthDate: '01.01.2012' }] });
  const decided = (decision: string) => taken(system, { pupils: [{ ...anna, birthDate: '02.02.2014', decision }] });
  expect(places((await decided('тот же человек')).refusals)).toEqual(['Ученики:2 Решение lists_which']);
  expect(places((await decided('тот же 3')).refusals)).toEqual(['Ученики:2 Решение lists_which']);
  expect(places((await decided('наверное')).refusals)).toEqual(['Ученики:2 Решение lists_decision']);
  const { count } = await people(system);
  expect((await decided('тот же человек 2')).refused).toBe(0);
  expect((await people(system)).count).toBe(count);
});

test('a pupil of another class is not put into a second one', async () => {
  const system = await schoolOf();
  const lists = { classes: [{ title: '8Б' }], pupils: [{ ...anna, class: '8Б', decision: 'тот же человек' }] };
  expect(places((await taken(system, lists)).refusals)).toEqual(['Ученики:2 Класс lists_elsewhere']);
});

test('every row that cannot be taken says where and why, the others are taken', async () => {
  const system = await schoolOf();
  const guardian = { family: 'Иванов', given: 'Пётр', childClass: '7Б', childFamily: 'Васильев', childGiven: 'Борис' };
  const report = await taken(system, {
    classes: [{ title: '5А' }, { title: '5 A' }, { title: '6Б', grade: 'шестая' }],
    pupils: [
      { class: '5А', family: 'Белова', given: 'Ирина', birthDate: '31.02.2015' },
      { class: '5А', family: 'Белова', given: 'Нина' },
      { class: '5А', family: 'Белова', given: 'Нина' },
      { class: '6А', family: 'Чернова', given: 'Нина' },
      { class: '5А', given: 'Нина' },
      { class: '5А', family: 'Серова', given: 'Нина', number: '7' },
      { class: '5А', family: 'Рыжова', given: 'Нина', number: '7' },
    ],
    guardians: [
      { ...guardian, relation: 'сосед' },
      { ...guardian, given: 'Олег', childGiven: 'Глеб' },
      { ...guardian, given: 'Лев', childClass: '5А', childFamily: 'Белова', childGiven: 'Ирина' },
      { ...guardian, given: 'Марк', email: 'ivanov at example' },
    ],
    staff: [{ family: 'Зимина', given: 'Ольга', tutor: '11Я' }],
  });
  expect(places(report.refusals).toSorted()).toEqual(
    [
      ...[
        'Классы:3 Класс lists_class_twice',
        'Классы:4 Параллель lists_grade',
        'Ученики:2 Дата рождения date_exists',
        'Ученики:4 null lists_twice',
      ],
      ...['Ученики:5 Класс lists_class', 'Ученики:6 Фамилия cell_missing', 'Ученики:8 Номер lists_number_twice'],
      ...['Представители:2 Кем приходится lists_relation', 'Представители:3 Имя ребёнка lists_child'],
      ...['Представители:4 Имя ребёнка refers_to_refused', 'Сотрудники:2 Классный руководитель lists_class'],
    ].toSorted(),
  );
  expect(places(report.notes)).toContain('Представители:5 Почта email_form');
  expect((await people(system)).classes['5А']).toEqual(['Белова Нина', 'Серова Нина']);
});

test('what is no workbook of lists is refused as a whole', async () => {
  const system = await schoolOf();
  const code = async (bytes: Buffer) =>
    planned(system, bytes).then(
      () => null,
      (error: { finding?: { code: string } }) => error.finding?.code,
    );
  expect(await code(Buffer.from('PK, but not really'))).toBe('lists_unreadable');

  const sheet = (title: string, ...head: string[]) => ({ title, head: [head], rows: [] });
  expect(await code(await workbookOf([sheet('Лист1', 'Фамилия')], 'ru'))).toBe('lists_no_sheet');
  expect(await code(await workbookOf([sheet('Ученики', 'Фамилия', 'Имя')], 'ru'))).toBe('column_missing');
  expect(await code(await workbookOf([sheet('Классы', 'Класс', 'Class')], 'ru'))).toBe('column_twice');
  expect(await code(await workbookOf([sheet('Классы', 'Класс'), sheet('Classes', 'Class')], 'ru'))).toBe(
    'lists_sheet_twice',
  );
});

const word = fc.constantFrom('Анна', 'Ольга', 'Пётр', 'Яков');
const family = fc.constantFrom('Белова', 'Орлов', 'Зимина');
const anyPupil = fc.record({
  class: fc.constantFrom('1А', '1Б', '2 "В"'),
  family,
  given: word,
  number: fc.option(fc.integer({ min: 1, max: 40 }).map(String), { nil: '' }),
  birthDate: fc.constantFrom('', '2016-03-01', '01.04.2016'),
});
const anyLists = fc
  .uniqueArray(anyPupil, {
    maxLength: 14,
    selector: (one) => (one.number ? `№${one.number}` : Object.values(one).join('|')),
  })
  .map((pupils): ListCells => ({ classes: [{ title: '1А' }, { title: '1Б' }, { title: '2В' }], pupils }));

/** How many people more there are than rows, or fewer, after lists were taken; and what taking them again does. */
async function tally(lists: ListCells, reader: (lists: ListCells) => ListCells = (same) => same) {
  const system = await schoolOf();
  const { count } = await people(system);
  const foretold = await tryPlan((await planned(system, reader(lists))).plan, { ...system, sql });
  const first = await taken(system, reader(lists));
  const sums = ({ added, changed, unchanged, refused }: typeof foretold) => ({ added, changed, unchanged, refused });
  expect(sums(foretold)).toEqual(sums(first));
  const again = await taken(system, reader(lists));
  return { more: (await people(system)).count - count - (lists.pupils?.length ?? 0), refused: first.refused, again };
}

test(
  'any lists: each row is a person, namesakes too, and again they change nothing',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(anyLists, async (lists) => {
        const { more, refused, again } = await tally(lists);
        expect({ more, refused }).toEqual({ more: 0, refused: 0 });
        expect(again).toMatchObject({ added: 0, changed: 0, refused: 0, proposals: [] });
      }),
      { numRuns: 15 },
    );
  },
);

test('fault: a reader that takes who is called alike for the same, unasked, is found out', async () => {
  const lists: ListCells = { pupils: [{ ...anna, birthDate: '2013-01-01', decision: 'другой' }] };
  const merging = ({ pupils = [] }: ListCells): ListCells => ({
    pupils: pupils.map((one) => ({ ...one, decision: 'тот же человек' })),
  });
  expect((await tally(lists)).more).toBe(0);
  expect((await tally(lists, merging)).more).toBe(-1);
});

test('the template reads back as it is, in both languages; with nothing in it that is said', async () => {
  const system = await schoolOf();
  for (const language of ['ru', 'en'] as const) {
    const { notes, refusals } = await taken(system, { classes: [{ title: '7Б' }] }, language);
    expect([...notes, ...refusals]).toEqual([]);
    await expect(planned(system, {}, language)).rejects.toMatchObject({ finding: { code: 'lists_empty' } });
  }
  const english = await taken(system, { pupils: [{ class: '7Б', family: 'Miller', given: 'Jane' }] }, 'en');
  expect(english).toMatchObject({ refused: 0 });
});
