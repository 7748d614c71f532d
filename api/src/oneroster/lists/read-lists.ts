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
  const found = await readSheets(bytes, limits).catch((error: unknown) => {
    if (error instanceof GridFileRefused) throw new BundleRefused(error.code as Reason, {}, { cause: error });
    throw error;
  });
  const lists: Record<SheetName, ListRow[]> = { classes: [], pupils: [], guardians: [], staff: [] };
  const [refused, notes]: [Finding[], Finding[]] = [[], []];
  const seen = new Set<SheetName>();
  for (const { sheet: file, rows } of found) {
    const sheet = sheetNamed(file);
    if (sheet === null) continue;
    if (seen.has(sheet)) throw new BundleRefused('file_twice', { file });
    seen.add(sheet);
    const [head, ...rest] = rows;
    if (!head) continue;
    const columns = head.cells.map((heading) => (heading === '' ? null : columnNamed(sheet, heading)));
    for (const [at, heading] of head.cells.entries()) {
      if (heading !== '' && columns[at] === null)
        notes.push({ file, line: head.row, column: heading, code: 'column_unknown' });
      if (columns[at] !== null && columns.indexOf(columns[at] ?? null) !== at)
        throw new BundleRefused('column_twice', { file, column: heading });
    }
    const missing = neededIn(sheet).find((name) => !columns.includes(name));
    if (missing !== undefined) throw new BundleRefused('column_missing', { file, line: head.row, column: missing });
    for (const { row: line, cells } of rest) {
      const named = Object.fromEntries(
        columns.flatMap((name, at) => (name !== null && cells[at] ? [[name, cells[at]]] : [])),
      );
      const absent = neededIn(sheet).find((name) => named[name] === undefined);
      if (absent === undefined) lists[sheet].push({ sheet, file, line, cells: named });
      else refused.push({ file, line, column: absent, code: 'cell_missing' });
    }
  }
  if (seen.size === 0) throw new BundleRefused('lists_no_sheet');
  return { ...(lists as unknown as { [S in SheetName]: ListRow<S>[] }), refused, notes };
}
