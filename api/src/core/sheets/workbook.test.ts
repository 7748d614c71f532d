import fc from 'fast-check';
import readExcelFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { formulaWriter } from '../../../test/formula-writer.ts';
import { readSheets } from '../../timetable/importing/read-sheets.ts';
import { attachment } from './answer.ts';
import { cellText, longestCell, type Sheet, sheetTitle, workbookOf } from './workbook.ts';

/** What a reader that is not the writer finds on the first sheet. */
const readBack = async (rows: Sheet['rows']) => {
  const bytes = await workbookOf([{ title: 'Лист', head: [['Имя']], rows }], 'ru');
  const [sheet] = await readExcelFile(bytes);
  return sheet?.data.slice(1) ?? [];
};

const hostile = [
  ...["=cmd|'/c calc'!A1", '+7 900 000-00-00', '-1', '@SUM(A1)', '\t=1', '\r=1', '|', '%0A', '"; DROP', "'=1"],
  ...['<b>&amp;</b>', ']]>', '\u0000\u0001\u000b', '\ud83d', '\udc00x', '👩‍👩‍👧‍👦', '_x0041_', '\u202eгпж', '\uffff'],
];

it('text is text whatever it begins with, and comes back as it was written', async () => {
  const rows = await readBack(hostile.map((text) => ['Я', text]));
  expect(rows.map(([, text]) => text ?? '')).toEqual(hostile.map((text) => cellText(text).trim()));
  expect(rows.every(([, text]) => text === null || typeof text === 'string')).toBe(true);
});

/** Whether our own reader of workbooks, which refuses formulas, finds one. */
const hasFormulas = async (write: (sheets: readonly Sheet[], language: 'ru') => Promise<Buffer>) => {
  const bytes = await write([{ title: 'Лист', head: [], rows: hostile.map((text) => [text, 'Я']) }], 'ru');
  const limits = { unpacked: 1_000_000, entries: 50, rows: 100 };
  return readSheets(bytes, limits).then(
    () => false,
    (error: { code?: string }) => error.code === 'grid_file_formulas',
  );
};

it('T42 no cell is a formula', async () => {
  expect(await hasFormulas(workbookOf)).toBe(false);
});

it('fault: a writer that makes formulas of what looks like them is found out', async () => {
  expect(await hasFormulas(formulaWriter)).toBe(true);
});

it('any text at all', async () => {
  const any = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom(...hostile));
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(any, any).map((pair) => pair.join('')),
        { minLength: 1 },
      ),
      async (texts) => {
        const rows = await readBack(texts.map((text) => ['Я', text, 7]));
        expect(rows.map(([, text]) => text ?? '')).toEqual(texts.map((text) => cellText(text).trim()));
        expect(rows.map(([first, , last]) => [first, last])).toEqual(texts.map(() => ['Я', 7]));
      },
    ),
    { numRuns: 25 },
  );
});

it('what is longer than a cell is cut, and says so', async () => {
  const [[, text] = []] = await readBack([['Я', `${'я'.repeat(39_999)}😀`]]);
  expect(text).toHaveLength(longestCell);
  expect(text).toMatch(/я…$/);
});

it('dates, numbers and nothing keep their kinds', async () => {
  const [row] = await readBack([[{ date: '2012-02-29' }, 4.5, null, { value: 5, as: 'corrected' }]]);
  expect(row).toEqual([new Date('2012-02-29T00:00:00Z'), 4.5, null, 5]);
});

it('names of sheets are such as programs take, and no two alike', async () => {
  expect(sheetTitle("'7/Б: [алгебра]*?'")).toBe('7 Б алгебра');
  expect(sheetTitle('')).toBe('–');
  const title = 'Очень длинное название листа, которое не помещается';
  const bytes = await workbookOf(
    [title, title.toUpperCase(), '7Б', '7б'].map((one) => ({ title: one, head: [['–']], rows: [] })),
    'en',
  );
  const names = (await readExcelFile(bytes)).map(({ sheet }) => sheet);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(4);
  expect(names.every((name) => name.length <= 31)).toBe(true);
});

it('a file has a name in its own alphabet, and one that old programs can read', () => {
  expect(attachment('Журнал 7Б.xlsx')).toBe(
    `attachment; filename="_ 7_.xlsx"; filename*=UTF-8''%D0%96%D1%83%D1%80%D0%BD%D0%B0%D0%BB%207%D0%91.xlsx`,
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const header = attachment(`${name}.xlsx`);
      expect(header).toMatch(/^attachment; filename="[ !#-~]*"; filename\*=UTF-8''[\w.~%-]*$/);
      expect(() => new Headers({ a: header })).not.toThrow();
      const file = decodeURIComponent(header.split("UTF-8''")[1] ?? '');
      expect(file).not.toMatch(/[/\\"<>|:*?\r\n]|^\./);
      expect(Buffer.byteLength(file)).toBeLessThan(200);
    }),
  );
});
