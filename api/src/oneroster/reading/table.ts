import { records } from '../../core/reading/csv.ts';
import { BundleRefused, type Finding } from '../finding.ts';
import { columnOf, files, folded, isOfStandard, type Column, type FileName } from './files.ts';
import { ofFile } from './decode.ts';
import type { Limits } from './limits.ts';

/** A row of a file: the cells of the columns that are used and not empty, and the line it begins on. */
export interface Row<F extends FileName = FileName> {
  readonly file: string;
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Column<F>, string>>>;
}

export interface Table<F extends FileName> {
  readonly columns: ReadonlySet<Column<F>>;
  readonly rows: readonly Row<F>[];
  readonly refused: readonly Finding[];
  readonly notes: readonly Finding[];
}

/** Reads one file of a bundle: columns in any order and case, quoted or not, `,` `;` or tab between cells, either kind of line end. */
export async function readTable<F extends FileName>(
  name: F,
  file: string,
  text: AsyncIterable<string>,
  limits: Limits,
): Promise<Table<F>> {
  const rows: Row<F>[] = [];
  const refused: Finding[] = [];
  const notes: Finding[] = [];
  let header: readonly string[] | null = null;
  let places: readonly (string | undefined)[] = [];
  for await (const { record, line } of ofFile(file, records(text, limits))) {
    if (!header) {
      header = record;
      places = placesOf(name, file, record, notes);
      continue;
    }
    if (record.length === header.length && record.every((cell, i) => folded(cell) === folded(header![i]!))) {
      notes.push({ file, line, column: null, code: 'header_again' });
      continue;
    }
    if (record.slice(header.length).some((cell) => cell !== '')) {
      refused.push({ file, line, column: null, code: 'cells_many' });
      continue;
    }
    if (rows.length >= limits.rows) throw new BundleRefused('too_many_rows', { file });
    const cells: Record<string, string> = {};
    for (const [index, column] of places.entries()) {
      const cell = record[index];
      if (column !== undefined && cell) cells[column] = cell;
    }
    const row = { file, line, cells: cells as Row<F>['cells'] };
    const missing = files[name].required.find((column) => cells[column] === undefined);
    if (missing) refused.push({ file, line, column: missing, code: 'cell_missing' });
    else rows.push(row);
  }
  if (!header) placesOf(name, file, [], notes);
  return {
    columns: new Set(places.filter((column) => column !== undefined)) as ReadonlySet<Column<F>>,
    rows,
    refused,
    notes,
  };
}

function placesOf(name: FileName, file: string, header: readonly string[], notes: Finding[]): (string | undefined)[] {
  const places = header.map((heading) => columnOf(name, heading));
  const line = 1;
  for (const [index, heading] of header.entries()) {
    const column = places[index];
    if (column === undefined) {
      if (heading && !isOfStandard(heading))
        notes.push({ file, line, column: heading.slice(0, 60), code: 'column_unknown' });
    } else if (places.indexOf(column) !== index) {
      throw new BundleRefused('column_twice', { file, line, column });
    }
  }
  const absent = (column: string) => !places.includes(column);
  const missing = files[name].required.find(absent);
  if (missing) throw new BundleRefused('column_missing', { file, line, column: missing });
  for (const column of files[name].optional.filter(absent)) notes.push({ file, line, column, code: 'column_absent' });
  return places;
}
