import { describe, expect, it } from 'vitest';
import { sheetOf, workbook } from '../../../test/workbook.ts';
import { readGridFile } from './read-grid-file.ts';
import { GridFileRefused } from './refused.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const head = 'День;Урок;Класс;Предмет;Учитель';
const cells = { day: 'пн', lesson: '1', class: '7Б', subject: 'Алгебра', teacher: 'Кравцова Е. А.' };
const row = 'пн;1;7Б;Алгебра;Кравцова Е. А.';
const table = [head.split(';'), ['пн', 1, '7Б', 'Алгебра', 'Кравцова Е. А.']];
/** «День;Урок;…» and the row in Windows-1251. */
const windows1251 = Uint8Array.from([...`${head}\r\n${row}\r\n`], (letter) => {
  const code = letter.codePointAt(0) ?? 0;
  return code < 128 ? code : letter === 'Ё' ? 0xa8 : letter === 'ё' ? 0xb8 : code - 0x410 + 0xc0;
});
const refusal = async (file: Uint8Array) => {
  const error: unknown = await readGridFile(file).then(
    () => null,
    (refused: unknown) => refused,
  );
  expect(error).toBeInstanceOf(GridFileRefused);
  return (error as GridFileRefused).code;
};

describe('a CSV file', () => {
  it.each([
    ['with ; and a mark', bytes(`\ufeff${head}\r\n${row}\r\n`)],
    ['with ,', bytes(`${head}\n${row}\n`.replaceAll(';', ','))],
    ['with tabs, in UTF-16', Buffer.from(`\ufeff${head}\n${row}\n`.replaceAll(';', '\t'), 'utf16le')],
    ['in Windows-1251', windows1251],
    [
      'with English headings in another order',
      bytes('Teacher;SUBJECT;class;Lesson;Day\nКравцова Е. А.;Алгебра;7Б;1;пн'),
    ],
  ])('%s is read', async (_, file) => {
    expect(await readGridFile(file)).toEqual([{ sheet: null, row: 2, cells }]);
  });

  it('tells the line of a row, empty lines counted', async () => {
    expect((await readGridFile(bytes(`${head}\n\n;;;;\n${row}\n`))).map(({ row: line }) => line)).toEqual([4]);
  });
});

describe('a workbook', () => {
  it('is read sheet by sheet; sheets without the headings are left aside', async () => {
    const file = workbook({ Неделя: sheetOf(table), Заметки: sheetOf([['просто', 'слова']]) });
    expect(await readGridFile(file)).toEqual([{ sheet: 'Неделя', row: 2, cells }]);
  });
});

describe('a hostile file is refused in words', () => {
  it.each([
    ['grid_file_large', 'bytes without end', new Uint8Array(600_000)],
    ['grid_file_large', 'a zip bomb', workbook({ a: sheetOf(table) }, [{ name: 'x.xml', content: '0'.repeat(40_000_000) }])],
    ['grid_file_unreadable', 'a bomb that lies about its size', workbook({ a: sheetOf(table) }, [{ name: 'x.xml', content: '0'.repeat(9_000_000), size: 10 }])],
    ['grid_file_rows', '100,000 rows', workbook({ a: sheetOf(Array.from({ length: 100_000 }, () => ['a'])) })],
    ['grid_file_rows', '6,000 lines', bytes(`${head}\n${`${row}\n`.repeat(6_000)}`)],
    ['grid_file_large', 'one cell at the end of the sheet', workbook({ a: sheetOf(table).replace('<row r="2">', '<row r="2"><c r="XFD1048576"><v>1</v></c>') })],
    ['grid_file_formulas', 'formulas', workbook({ a: sheetOf(table).replace('<v>1</v>', '<f>1+0</f><v>1</v>') })],
    ['grid_file_unreadable', 'half an archive', workbook({ a: sheetOf(table) }).subarray(0, 400)],
    ['grid_file_unreadable', 'an archive that is no workbook', workbook({})],
    ['grid_file_unreadable', 'a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
    ['grid_file_encoding', 'bytes that are no text', Uint8Array.from([0xd1, 0xff, 0xc0, 0x98])],
    ['grid_file_columns', 'a table of something else', bytes('имя;фамилия\nАнна;Соколова')],
    ['grid_file_columns', 'nothing', new Uint8Array()],
    ['grid_file_column_twice', 'a heading twice', bytes(`${head};День\n${row};вт`)],
    ['grid_file_unreadable', 'an endless line', bytes(`${head}\n${'а'.repeat(20_000)}`)],
  ])('%s: %s', async (code, _, file) => {
    expect(await refusal(file)).toBe(code);
  }); // prettier-ignore
});
