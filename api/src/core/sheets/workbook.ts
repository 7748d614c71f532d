import writeExcelFile, { type CellObject, type Sheet as Written } from 'write-excel-file/node';
import type { Language } from '../problem-table.ts';
import { onPaper } from './paper.ts';

/** A calendar date in a cell, `YYYY-MM-DD`. */
export interface DateCell {
  readonly date: string;
}
/** How a cell is marked out: `corrected` for what was changed later, `outside` for what does not apply. */
export interface MarkedCell {
  readonly value: string | number | null;
  readonly as: 'corrected' | 'outside' | 'centre';
}
/** What a cell holds. Text is always text: a program never takes it for a formula. */
export type SheetCell = string | number | DateCell | MarkedCell | null;

/** A sheet of a workbook: its head stays in sight when the rest is scrolled. */
export interface Sheet {
  readonly title: string;
  /** Rows of the head: names of columns, or of what they are about. */
  readonly head: readonly (readonly SheetCell[])[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** How many columns on the left stay in sight; none unless said. */
  readonly heldColumns?: number;
  /** Widths of columns in characters, where they do not follow from what is in them. */
  readonly widths?: readonly (number | undefined)[];
  /** Sideways on paper. */
  readonly wide?: boolean;
}

/** The most that a cell can hold; programs call a file with more damaged. */
export const longestCell = 32_767;
const longestTitle = 31;
const widest = 60;
const formats = { ru: 'dd.mm.yyyy', en: 'd mmm yyyy' } as const;

/**
 * Text as a workbook can hold it: without what XML forbids (control characters, halves of pairs), cut with «…» where it is too long. A tab
 * becomes a space, a carriage return a line feed: XML would make them so, or lose them.
 */
export function cellText(text: string): string {
  const clean = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd-\uffff]|\p{Noncharacter_Code_Point}/gu, '');
  if (clean.length <= longestCell) return clean;
  return `${clean.slice(0, longestCell - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A name that a sheet may have: without `[]/\:*?`, of at most 31 characters, and not that of one before it. */
export function sheetTitle(title: string, before: ReadonlySet<string> = new Set()): string {
  const clean = cellText(title)
    .replace(/[[\]/\\:*?\s]+/g, ' ')
    .replace(/^[' ]+|[' ]+$/g, '');
  const cut = (to: number) =>
    clean
      .slice(0, to)
      .replace(/[\ud800-\udbff]$/, '')
      .trimEnd();
  let found = cut(longestTitle) || '–';
  for (let n = 2; before.has(found.toLowerCase()); n += 1) found = `${cut(longestTitle - 5)} (${n})`;
  return found;
}

/**
 * A workbook (.xlsx) of these sheets. Dates are shown as the language writes them. On paper every page says what it is of (`caption`), repeats
 * the head and the held columns, and has lines.
 */
export async function workbookOf(sheets: readonly Sheet[], language: Language, caption = ''): Promise<Buffer> {
  const titles: string[] = [];
  for (const { title } of sheets) titles.push(sheetTitle(title, new Set(titles.map((one) => one.toLowerCase()))));
  const widths = sheets.map(widthsOf);
  const written = sheets.map((sheet, at): Written<never> => {
    const cell = (value: SheetCell, column: number) => cellOf(value, formats[language], widths[at]?.[column]);
    return {
      sheet: titles[at]!,
      data: [
        ...sheet.head.map((row) =>
          row.map((one, column): CellObject => ({ ...cell(one, column), fontWeight: 'bold', wrap: true })),
        ),
        ...sheet.rows.map((row) => row.map(cell)),
      ],
      columns: widths[at]!.map((width) => ({ width })),
      stickyRowsCount: sheet.head.length,
      ...(sheet.heldColumns ? { stickyColumnsCount: sheet.heldColumns } : {}),
    };
  });
  const paper = onPaper(
    sheets.map(({ head, heldColumns = 0, wide = false }, at) => ({
      title: titles[at]!,
      headRows: head.length,
      heldColumns,
      wide,
      width: widths[at]!.reduce((sum, width) => sum + width, 0),
    })),
    caption,
  );
  return writeExcelFile(written, { features: [paper] }).toBuffer();
}

function cellOf(cell: SheetCell, dateFormat: string, width = widest): CellObject {
  if (cell === null) return {};
  if (typeof cell === 'string') return textOf(cell, width);
  if (typeof cell === 'number') return { value: cell, type: Number };
  if ('date' in cell) return { value: new Date(`${cell.date}T00:00:00Z`), type: Date, format: dateFormat };
  const inner = cellOf(cell.value, dateFormat, width);
  switch (cell.as) {
    case 'centre':
      return { ...inner, align: 'center' };
    case 'corrected':
      return { ...inner, align: 'center', textDecoration: { underline: true }, fontStyle: 'italic' };
    case 'outside':
      return { ...inner, align: 'center', backgroundColor: '#e4e4e4' };
  }
}

function textOf(text: string, width: number): CellObject {
  const value = cellText(text);
  if (value === '') return {};
  // Programs read _x0041_ as the letter A.
  const written = value.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  return {
    value: written,
    type: String,
    alignVertical: 'top',
    ...(value.length > width || value.includes('\n') ? { wrap: true } : {}),
  };
}

function widthsOf({ head, rows, widths = [] }: Sheet): readonly number[] {
  const all = [...head.slice(-1), ...rows];
  const columns = Math.max(0, ...all.map((row) => row.length), ...head.map((row) => row.length));
  return Array.from({ length: columns }, (_, at) => {
    const own = widths[at];
    return own ?? Math.min(widest, Math.max(6, ...all.map((row) => lengthOf(row[at] ?? null) + 2)));
  });
}

function lengthOf(cell: SheetCell): number {
  if (cell === null) return 0;
  if (typeof cell === 'object') return 'date' in cell ? 11 : lengthOf(cell.value);
  return Math.max(
    ...String(cell)
      .slice(0, 400)
      .split('\n')
      .map((line) => line.length),
  );
}
