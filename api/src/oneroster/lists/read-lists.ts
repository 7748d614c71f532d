import type { Finding } from '../finding.ts';
import { BundleRefused } from '../finding.ts';
import type { Reason } from '../reasons.ts';
import { GridFileRefused } from '../../timetable/importing/refused.ts';
import { readSheets } from '../../timetable/importing/read-sheets.ts';
import { type ColumnName, columnNamed, neededIn, type SheetName, sheetNamed } from './columns.ts';

const limits = { unpacked: 40_000_000, entries: 100, rows: 20_000 };

/** A row of a sheet: `file` is the title of the sheet as it is written, `line` the number that a spreadsheet shows beside it. */
export interface ListRow<S extends SheetName = SheetName> {
  readonly sheet: S;
  readonly file: string;
  readonly line: number;
  readonly cells: Readonly<Partial<Record<ColumnName<S>, string>>>;
}

export type Lists = { readonly [S in SheetName]: readonly ListRow<S>[] } & {
  readonly refused: readonly Finding[];
  readonly notes: readonly Finding[];
};

/** Reads a workbook of lists. Throws `BundleRefused` where the file as a whole cannot be taken. */
export async function readLists(bytes: Uint8Array): Promise<Lists> {
  const found = await readSheets(bytes, limits, (title) => sheetNamed(title) !== null).catch((error: unknown) => {
    throw error instanceof GridFileRefused ? asList(error) : error;
  });
  const lists: Record<SheetName, ListRow[]> = { classes: [], pupils: [], guardians: [], staff: [] };
  const [refused, notes]: [Finding[], Finding[]] = [[], []];
  const seen = new Set<SheetName>();
  for (const { sheet: file, rows } of found) {
    const sheet = sheetNamed(file);
    if (sheet === null) continue;
    if (seen.has(sheet)) throw new BundleRefused('lists_sheet_twice', { file });
    seen.add(sheet);
    const at = Math.max(
      0,
      rows.slice(0, titleRows).findIndex(({ cells }) => isHead(sheet, cells)),
    );
    const [head, ...rest] = rows.slice(at);
    if (!head) continue;
    const columns = columnsOf(sheet, head.cells);
    for (const [at, heading] of head.cells.entries()) {
      if (heading !== '' && columns[at] === null)
        notes.push({ file, line: head.row, column: heading, code: 'column_unknown' });
      if (columns[at] !== null && columns.indexOf(columns[at] ?? null) !== at)
        throw new BundleRefused('column_twice', { file, column: heading });
    }
    const missing = neededIn(sheet).find((name) => !columns.includes(name));
    if (missing !== undefined) throw new BundleRefused('column_missing', { file, line: head.row, column: missing });
    for (const { row: line, cells, hidden } of rest) {
      const named = Object.fromEntries(
        columns.flatMap((name, at) => (name !== null && !isBlank(cells[at]) ? [[name, cells[at]]] : [])),
      );
      if (hidden) notes.push({ file, line, column: null, code: 'lists_hidden' });
      const absent = neededIn(sheet).find((name) => named[name] === undefined);
      if (absent === undefined) lists[sheet].push({ sheet, file, line, cells: named });
      else refused.push({ file, line, column: absent, code: 'cell_missing' });
    }
  }
  if (seen.size === 0) throw new BundleRefused('lists_no_sheet');
  if (refused.length === 0 && Object.values(lists).every(({ length }) => length === 0))
    throw new BundleRefused('lists_empty');
  return { ...(lists as unknown as { [S in SheetName]: ListRow<S>[] }), refused, notes };
}

/** Rows that may stand above the headings: what the list is of, a date. */
const titleRows = 10;

const columnsOf = (sheet: SheetName, cells: readonly string[]) =>
  cells.map((heading) => (heading === '' ? null : columnNamed(sheet, heading)));

function isHead(sheet: SheetName, cells: readonly string[]): boolean {
  const columns = new Set(columnsOf(sheet, cells));
  return neededIn(sheet).every((name) => columns.has(name));
}

// A dash is how people write that there is none.
const isBlank = (cell: string | undefined): boolean => cell === undefined || /^[\s–—-]*$/.test(cell);

/** Why a workbook cannot be taken, where it was read for lists and not for a grid of lessons. */
function asList(error: GridFileRefused): BundleRefused {
  const { sheet: file, cell: column } = error.facts as { readonly sheet?: string; readonly cell?: string };
  const code = reasonOf[error.code] ?? 'lists_unreadable';
  return new BundleRefused(code, { ...(file ? { file } : {}), ...(column ? { column } : {}) }, { cause: error });
}
const reasonOf: Readonly<Partial<Record<string, Reason>>> = {
  grid_file_formulas: 'lists_formulas',
  grid_file_large: 'lists_large',
  grid_file_rows: 'too_many_rows',
};
