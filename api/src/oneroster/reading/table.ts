import { parse, type CsvError } from 'csv-parse';
import { Readable } from 'node:stream';
import { BundleRefused, type Finding } from '../finding.ts';
import { columnOf, files, folded, isOfStandard, type Column, type FileName } from './files.ts';
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

interface Record_ {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
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
  for await (const { record, line } of records(file, text, limits)) {
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

/** Records of a CSV text with the line each begins on; cells are trimmed. */
export async function* records(
  file: string,
  text: AsyncIterable<string>,
  limits: Limits,
): AsyncIterable<{ readonly record: readonly string[]; readonly line: number }> {
  const { delimiter, all } = await delimited(text);
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: limits.rowLength,
  });
  try {
    for await (const item of Readable.from(all).compose(parser) as AsyncIterable<Record_>) {
      const inside = item.record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      const record = item.record.map((cell) => cell.trim());
      if (record.some((cell) => cell !== '')) yield { record, line: item.info.lines - inside };
    }
  } catch (error) {
    const { code, lines } = error as CsvError & { lines?: number };
    if (!code?.startsWith('CSV_')) throw error;
    throw new BundleRefused(
      code === 'CSV_MAX_RECORD_SIZE' ? 'record_long' : 'csv_broken',
      { file, line: lines ?? null },
      { cause: error },
    );
  }
}

/** Tells the delimiter from the first line, and gives the text back whole. */
async function delimited(text: AsyncIterable<string>): Promise<{ delimiter: string; all: AsyncIterable<string> }> {
  const iterator = text[Symbol.asyncIterator]();
  let head = '';
  let ended = false;
  while (!ended && head.length < 65_536 && !/[\r\n]./s.test(head)) {
    const next = await iterator.next();
    if (next.done) ended = true;
    else head += next.value;
  }
  async function* all(): AsyncIterable<string> {
    yield head;
    while (!ended) {
      const next = await iterator.next();
      if (next.done) return;
      yield next.value;
    }
  }
  const line = head.split(/[\r\n]/, 1)[0] ?? '';
  const count = (mark: string) => line.split(mark).length;
  const delimiter = [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  return { delimiter, all: all() };
}
