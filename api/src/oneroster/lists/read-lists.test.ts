import { expect, it, test } from 'vitest';
import { sheetOf, workbook } from '../../../test/workbook.ts';
import { BundleRefused } from '../finding.ts';
import { dateOf } from '../plan/cells.ts';
import { readLists } from './read-lists.ts';

const head = ['Класс*', 'Фамилия*', 'Имя*', 'Отчество', 'Дата рождения'];
const pupils = (...rows: (readonly (string | number | null)[])[]) => sheetOf([head, ...rows]);
const refusal = async (bytes: Buffer) => {
  const error: unknown = await readLists(bytes).then(
    () => null,
    (refused: unknown) => refused,
  );
  expect(error).toBeInstanceOf(BundleRefused);
  const { file, column, code } = (error as BundleRefused).finding;
  return { file, column, code };
};

test('a class merged over its pupils is the class of each, and rows with nobody in them are none', async () => {
  const sheet = pupils(
    ['6А', 'Котов', 'Пётр'],
    [null, 'Мышкин', 'Лев'],
    [null, null, null],
    ['6Б', 'Лисов', 'Олег'],
  ).replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>');
  const { pupils: rows, refused } = await readLists(workbook({ Ученики: sheet }));
  expect(rows.map(({ line, cells }) => [line, cells.class, cells.family])).toEqual([
    [2, '6А', 'Котов'],
    [3, '6А', 'Мышкин'],
    [5, '6Б', 'Лисов'],
  ]);
  expect(refused).toEqual([]);
});

test('an empty row at the very end, as LibreOffice writes it, is nothing', async () => {
  const sheet = pupils(['6А', 'Котов', 'Пётр']).replace(
    '</sheetData>',
    '<row r="1048576" ht="12.8"></row></sheetData>',
  );
  expect((await readLists(workbook({ Ученики: sheet }))).pupils).toHaveLength(1);
});

test('titles may stand above the headings', async () => {
  const sheet = sheetOf([['Школа № 17'], [], ['Список на 1 сентября'], head, ['6А', 'Котов', 'Пётр']]);
  const { pupils: rows, refused, notes } = await readLists(workbook({ Ученики: sheet }));
  expect(rows.map(({ line, cells }) => [line, cells.family])).toEqual([[5, 'Котов']]);
  expect([...refused, ...notes]).toEqual([]);
});

test('a dash is how people write that there is none', async () => {
  const { pupils: rows } = await readLists(workbook({ Ученики: pupils(['6А', 'Котов', 'Пётр', '-', ' — ']) }));
  expect(rows[0]?.cells).toEqual({ class: '6А', family: 'Котов', given: 'Пётр' });
});

test('rows that a filter hides are read, and told of', async () => {
  const sheet = pupils(['6А', 'Котов', 'Пётр'], ['6А', 'Мышкин', 'Лев']).replace('<row r="3"', '<row hidden="1" r="3"');
  const { pupils: rows, notes } = await readLists(workbook({ Ученики: sheet }));
  expect(rows).toHaveLength(2);
  expect(notes.map(({ line, code }) => `${line} ${code}`)).toEqual(['3 lists_hidden']);
});

const formula = (sheet: string) => sheet.replace('<v>1</v>', '<f>COUNTA(A:A)</f><v>1</v>');

it('says at which cell a formula is, and minds none on a sheet that is not read', async () => {
  const sheets = { Итоги: formula(sheetOf([[1]])), Ученики: pupils(['6А', 'Котов', 'Пётр']) };
  expect((await readLists(workbook(sheets))).pupils).toHaveLength(1);
  expect(await refusal(workbook({ 'Ученики ': formula(pupils(['6А', 'Котов', 'Пётр', 1])) }))).toEqual({
    ...{ file: 'Ученики ', column: 'D2', code: 'lists_formulas' },
  });
});

it.each([
  ['lists_unreadable', 'what is no workbook', Buffer.from('Класс;Фамилия')],
  ['lists_unreadable', 'half of one', workbook({ Ученики: pupils() }).subarray(0, 400)],
  ['lists_no_sheet', 'none of the sheets', workbook({ Лист1: pupils() })],
  ['lists_empty', 'nothing filled in', workbook({ Ученики: pupils(), Классы: sheetOf([]) })],
  ['lists_sheet_twice', 'a sheet twice', workbook({ Ученики: pupils(), ' ученики': pupils() })],
  [
    ...['lists_large', 'a cell far down'],
    workbook({ Ученики: pupils().replace('</sheetData>', '<row r="900000"><c><v>1</v></c></row></sheetData>') }),
  ] as const,
  ['too_many_rows', 'rows without end', workbook({ Ученики: pupils(...Array.from({ length: 20_001 }, () => ['6А'])) })],
])('%s: %s', async (code, _, bytes) => {
  expect((await refusal(bytes)).code).toBe(code);
});

test('dates that schools write are told; what could be two days, or is none, is not', () => {
  const read = (cell: string) => Object.values(dateOf(cell))[0];
  expect(['28.2.2013', '28.02.2013г.', '28 февраля 2013 г.', '28 Февраля 2013'].map(read)).toEqual(
    Array.from({ length: 4 }, () => '2013-02-28'),
  );
  expect(['28.02.13', '2/3/2013', '28 феврал 2013', '29 февраля 2013', '01.01.1700'].map(read)).toEqual([
    ...['date_form', 'date_form', 'date_form', 'date_exists', 'date_far'],
  ]);
});
