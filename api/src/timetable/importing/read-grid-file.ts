import { records } from '../../core/reading/csv.ts';
import { decoded, type StatedEncoding } from '../../core/reading/decode.ts';
import { ReadingRefused } from '../../core/reading/refused.ts';
import { columnOf, neededColumns, type GridColumn } from './columns.ts';
import { readSheets } from './read-sheets.ts';
import { GridFileRefused } from './refused.ts';

/** A row of a file: where it stands (the first row of a sheet is 1), and its cells by column. */
export interface GridRow {
  /** Null in a file without sheets. */
  readonly sheet: string | null;
  readonly row: number;
  readonly cells: Readonly<Partial<Record<GridColumn, string>>>;
}

/** What a file of a grid may hold at most. */
export const gridFileLimits = {
  bytes: 524_288,
  unpacked: 16_777_216,
  entries: 200,
  rows: 5_000,
  rowLength: 8_192,
  cell: 300,
} as const;

interface Sheet {
  readonly sheet: string | null;
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/**
 * Reads the rows of a grid: a workbook (XLSX), or a CSV with `;`, `,` or tab between cells in UTF-8, UTF-16 with a mark, or Windows-1251 where its
 * headings can be read that way. Every sheet with the headings is read; others are left aside. Throws `GridFileRefused`.
 */
export async function readGridFile(bytes: Uint8Array): Promise<readonly GridRow[]> {
  if (bytes.length > gridFileLimits.bytes) throw new GridFileRefused('grid_file_large');
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const sheets = zipped ? await readSheets(bytes, gridFileLimits) : [await readText(bytes)];
  const found = sheets.map(tableOf);
  const tables = found.filter(({ missing }) => missing.length === 0);
  if (tables.length === 0) {
    const [best] = found.toSorted((a, b) => a.missing.length - b.missing.length);
    throw new GridFileRefused('grid_file_columns', { columns: best?.missing ?? neededColumns });
  }
  const rows = tables.flatMap(({ rows: list }) => list);
  if (rows.length > gridFileLimits.rows) throw new GridFileRefused('grid_file_rows', { most: gridFileLimits.rows });
  return rows;
}

function tableOf({ sheet, rows: [head, ...rest] }: Sheet): {
  readonly missing: readonly GridColumn[];
  readonly rows: readonly GridRow[];
} {
  const columns = (head?.cells ?? []).map(columnOf);
  const twice = columns.find((column, at) => column !== undefined && columns.indexOf(column) !== at);
  const missing = neededColumns.filter((column) => !columns.includes(column));
  if (missing.length === 0 && twice) throw new GridFileRefused('grid_file_column_twice', { sheet, column: twice });
  const rows = rest.map(({ row, cells }): GridRow => {
    const named = columns.flatMap((column, at): [GridColumn, string][] => {
      const cell = cells[at]?.slice(0, gridFileLimits.cell) ?? '';
      return column === undefined || cell === '' ? [] : [[column, cell]];
    });
    return { sheet, row, cells: Object.fromEntries(named) };
  });
  return { missing, rows: rows.filter(({ cells }) => Object.keys(cells).length > 0) };
}

async function* once<T>(value: T): AsyncIterable<T> {
  yield value;
}

async function readText(bytes: Uint8Array): Promise<Sheet> {
  const plain = await textIn(bytes);
  if (plain !== null) return sheetOf(plain);
  // Any bytes are Windows-1251; that it was meant shows in headings which mean something that way.
  const old = await textIn(bytes, 'windows-1251');
  const sheet = old === null ? null : await sheetOf(old);
  if (!sheet || tableOf(sheet).missing.length > 0) throw new GridFileRefused('grid_file_encoding');
  return sheet;
}

/** Null where the bytes are no text of that kind. */
async function textIn(bytes: Uint8Array, stated?: StatedEncoding): Promise<string | null> {
  try {
    let text = '';
    for await (const part of decoded(once(bytes), stated)) text += part;
    return text;
  } catch (error) {
    if (error instanceof ReadingRefused) return null;
    throw error;
  }
}

async function sheetOf(text: string): Promise<Sheet> {
  if (text.includes('\0')) throw new GridFileRefused('grid_file_unreadable', { row: null });
  const rows: { row: number; cells: readonly string[] }[] = [];
  try {
    for await (const { record, line } of records(once(text.replace(/^\ufeff/, '')), gridFileLimits)) {
      if (rows.length > gridFileLimits.rows) throw new GridFileRefused('grid_file_rows', { most: gridFileLimits.rows });
      // What we hand out neutralises such cells with an apostrophe.
      rows.push({ row: line, cells: record.map((cell) => cell.replace(/^'(?=[=+@-])/, '')) });
    }
  } catch (error) {
    if (!(error instanceof ReadingRefused)) throw error;
    throw new GridFileRefused('grid_file_unreadable', { row: error.at.line }, { cause: error });
  }
  return { sheet: null, rows };
}
