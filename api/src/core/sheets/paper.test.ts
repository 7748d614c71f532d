import { readSheet } from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { textsOf } from '../../../test/unzip.ts';
import { type Sheet, workbookOf } from './workbook.ts';

const list: Sheet = {
  title: "Список 'А'",
  head: [['№', 'Имя', 'Телефон']],
  rows: [[1, 'Ёлкина Анна', '+7 900 000-00-00']],
  heldColumns: 2,
  wide: true,
};
const journal: Sheet = {
  title: 'Журнал',
  head: [
    ['№', ...Array.from({ length: 60 }, (_, at) => `${at}`)],
    [null, 'урок'],
  ],
  rows: [],
};

/** What a workbook of these sheets says to a printer. Throws where a page would not say what it is of. */
async function printed(write: typeof workbookOf, caption: string) {
  const bytes = await write([list, journal], 'ru', caption);
  expect(await readSheet(bytes)).toHaveLength(2);
  const texts = await textsOf(bytes);
  const [book, first, second] = ['workbook', 'worksheets/sheet1', 'worksheets/sheet2'].map((name) =>
    texts.get(`xl/${name}.xml`)!,
  ) as [string, string, string];
  for (const sheet of [first, second]) {
    const header = /<oddHeader>(.*?)<\/oddHeader>/.exec(sheet)?.[1];
    expect(header, 'what is above each page').toBe('&amp;CШкола &amp;&amp; лицей &lt;17&gt; · 7Б');
    expect(sheet).toContain('<printOptions gridLines="1"/>');
    expect(sheet).toContain('&amp;P / &amp;N');
    expect(sheet.match(/<[a-zA-Z]+/g)!.filter((tag) => order.includes(tag.slice(1)))).toEqual(
      order.map((tag) => `<${tag}`),
    );
  }
  expect(first).toContain('orientation="landscape" fitToWidth="1" fitToHeight="0"');
  expect(second).toContain('orientation="portrait" fitToWidth="3" fitToHeight="0"');
  const names = [...book.matchAll(/<definedName name="_xlnm.Print_Titles" localSheetId="(\d)">(.*?)<\/definedName>/g)];
  expect(names.map(([, at, of]) => [at, of])).toEqual([
    ['0', "'Список ''А'!$A:$B,'Список ''А'!$1:$1"],
    ['1', "'Журнал'!$1:$2"],
  ]);
}

// The order ECMA-376 wants; programs call a file with another one damaged.
const order = [
  'sheetPr',
  'sheetViews',
  'cols',
  'sheetData',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
];
const caption = 'Школа & лицей <17> · 7Б';

it('every page says what it is of, has its number, lines and the head again, and can be read', () =>
  printed(workbookOf, caption));

it('planted fault: pages without a word of what they are of are found out', async () => {
  await expect(printed((sheets, language) => workbookOf(sheets, language), caption)).rejects.toThrow(
    /what is above each page/,
  );
});

it('a caption longer than a header may be is cut', async () => {
  const texts = await textsOf(await workbookOf([list], 'ru', '&'.repeat(400)));
  const [, header] = /<oddHeader>(.*?)<\/oddHeader>/.exec(texts.get('xl/worksheets/sheet1.xml')!)!;
  expect(header!.replaceAll('&amp;', '&').length).toBeLessThanOrEqual(255);
});
