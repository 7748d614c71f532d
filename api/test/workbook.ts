import { makeZip, type ZipFile } from './oneroster/make-zip.ts';

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

const letters = (at: number): string => String.fromCodePoint(65 + at);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const cell = (value: string | number | null, row: number, column: number): string => {
  const at = `${letters(column)}${row}`;
  if (value === null) return '';
  return typeof value === 'number'
    ? `<c r="${at}"><v>${value}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
};

/** One sheet as XML; rows from 1. */
export const sheetOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `${xml}<worksheet xmlns="${main}"><sheetData>${rows
    .map((cells, at) => `<row r="${at + 1}">${cells.map((one, column) => cell(one, at + 1, column)).join('')}</row>`)
    .join('')}</sheetData></worksheet>`;

/** A workbook of these sheets, given as XML, and whatever else is to lie in the archive. */
export function workbook(sheets: Readonly<Record<string, string>>, more: readonly ZipFile[] = []): Buffer {
  const names = Object.keys(sheets);
  const list = names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const links = names.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return makeZip([
    {
      name: '[Content_Types].xml',
      content: `${xml}<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${xml}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${xml}<Relationships xmlns="${packaged}/relationships">${links.join('')}</Relationships>`,
    },
    ...names.map((name, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content: sheets[name] ?? '' })),
    ...more,
  ]);
}
