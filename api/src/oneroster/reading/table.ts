import { records } from '../../core/reading/csv.ts';
import { BundleRefused } from '../finding.ts';
import { find } from '../shelf/found.ts';
import { Rows } from '../shelf/rows.ts';
import type { Shelf } from '../shelf/shelf.ts';
import { columnOf, files, folded, isOfStandard, type Column, type FileName } from './files.ts';
import { ofFile } from './decode.ts';
import type { Limits } from './limits.ts';

/** A row of a file: the cells of the columns that are used and not empty, and the line it begins on. */
export interface Row<F extends FileName = FileName> {
  readonly file: string;
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Column<F>, string>>>;
  /** Its number in the bundle; what stands in no file has none. */
  readonly n?: number;
}

export interface Table<F extends FileName> {
  readonly columns: ReadonlySet<Column<F>>;
  readonly rows: Rows<F>;
}

/**
 * Puts one file of a bundle on the shelf, row by row: columns in any order and case, quoted or not, `,` `;` or tab between cells, either kind
 * of line end. `needless`: columns that are not missed.
 */
export async function readTable<F extends FileName>(
  name: F,
  file: string,
  text: AsyncIterable<string>,
  limits: Limits,
  shelf: Shelf,
  needless: readonly string[] = [],
): Promise<Table<F>> {
  const rows = new Rows(shelf, name);
  let header: readonly string[] | null = null;
  let places: readonly (string | undefined)[] = [];
  for await (const { record, line } of ofFile(file, records(text, limits))) {
    if (!header) {
      header = record;
      places = placesOf(name, file, record, { shelf, needless });
      continue;
    }
    if (record.length === header.length && record.every((cell, i) => folded(cell) === folded(header![i]!))) {
      find(shelf, 'note', { file, line, column: null, code: 'header_again' });
      continue;
    }
    if (record.slice(header.length).some((cell) => cell !== '')) {
      find(shelf, 'unread', { file, line, column: null, code: 'cells_many' });
      continue;
    }
    if (rows.length >= limits.rows) throw new BundleRefused('too_many_rows', { file });
    const cells: Record<string, string> = {};
    for (const [index, column] of places.entries()) {
      const cell = record[index];
      if (column !== undefined && cell) cells[column] = cell;
    }
    const missing = files[name].required.find((column) => cells[column] === undefined);
    if (missing) find(shelf, 'unread', { file, line, column: missing, code: 'cell_missing' });
    else rows.put({ file, line, cells: cells as Row<F>['cells'] });
  }
  if (!header) placesOf(name, file, [], { shelf, needless });
  return {
    columns: new Set(places.filter((column) => column !== undefined)) as ReadonlySet<Column<F>>,
    rows,
  };
}

function placesOf(
  name: FileName,
  file: string,
  header: readonly string[],
  { shelf, needless }: { readonly shelf: Shelf; readonly needless: readonly string[] },
): (string | undefined)[] {
  const places = header.map((heading) => columnOf(name, heading));
  const line = 1;
  for (const [index, heading] of header.entries()) {
    const column = places[index];
    if (column === undefined) {
      if (heading && !isOfStandard(heading))
        find(shelf, 'note', { file, line, column: heading.slice(0, 60), code: 'column_unknown' });
    } else if (places.indexOf(column) !== index) {
      throw new BundleRefused('column_twice', { file, line, column });
    }
  }
  const absent = (column: string) => !places.includes(column);
  const missing = files[name].required.find(absent);
  if (missing) throw new BundleRefused('column_missing', { file, line, column: missing });
  for (const column of files[name].optional.filter((one) => absent(one) && !needless.includes(one)))
    find(shelf, 'note', { file, line, column, code: 'column_absent' });
  return places;
}
