import { parse, type CsvError } from 'csv-parse';
import { Readable } from 'node:stream';
import { ReadingRefused } from './refused.ts';

interface Record_ {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Records of a CSV text with the line each begins on; cells are trimmed. `,` `;` or tab between cells, whichever the first line has most of.
 * Throws `ReadingRefused`; a row has at most `rowLength` characters.
 */
export async function* records(
  text: AsyncIterable<string>,
  { rowLength }: { readonly rowLength: number },
): AsyncIterable<{ readonly record: readonly string[]; readonly line: number }> {
  const { delimiter, all } = await delimited(text);
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: rowLength,
  });
  const source = Readable.from(all);
  const read = source.compose(parser) as Readable;
  // Who leaves early ends them with an error, for which nobody waits then.
  for (const stream of [source, parser, read]) stream.on('error', () => undefined);
  try {
    for await (const item of read as AsyncIterable<Record_>) {
      const inside = item.record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      const record = item.record.map((cell) => cell.trim());
      if (record.some((cell) => cell !== '')) yield { record, line: item.info.lines - inside };
    }
  } catch (error) {
    const { code, lines } = error as CsvError & { lines?: number };
    if (!code?.startsWith('CSV_')) throw error;
    throw new ReadingRefused(
      code === 'CSV_MAX_RECORD_SIZE' ? 'record_long' : 'csv_broken',
      { line: lines ?? null },
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
