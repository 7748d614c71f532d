import readXlsxFile from 'read-excel-file/node';
import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { GridFileRefused } from './refused.ts';
import { sheetMarks, type SheetMarks, sheetsByTitle } from './sheet-marks.ts';

interface Limits {
  readonly unpacked: number;
  readonly entries: number;
  readonly rows: number;
}
interface SheetRows {
  readonly sheet: string;
  /** Rows that hold anything. `hidden`: not shown by the spreadsheet. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[]; readonly hidden: boolean }[];
}

const unreadable = (cause: unknown) => new GridFileRefused('grid_file_unreadable', { row: null }, { cause });

/**
 * The sheets of a workbook as text; a cell merged over rows stands in each of them. Formulas are refused: what they would come to elsewhere is not
 * known here. Sheets that `reads` does not want are left aside, whatever they hold. Throws `GridFileRefused`.
 */
export async function readSheets(
  bytes: Uint8Array,
  limits: Limits,
  reads: (title: string) => boolean = () => true,
): Promise<readonly SheetRows[]> {
  const files = await lookThrough(Buffer.from(bytes), limits);
  const marks = new Map(
    [...sheetsByTitle(files)].filter(([title]) => reads(title)).map(([title, xml]) => [title, sheetMarks(xml)]),
  );
  for (const [sheet, { formula: cell }] of marks)
    if (cell !== null) throw new GridFileRefused('grid_file_formulas', { sheet, cell });
  const sheets = await readXlsxFile(Buffer.from(bytes)).catch((error: unknown) => {
    throw unreadable(error);
  });
  return sheets.flatMap(({ sheet, data }) => {
    if (!reads(sheet)) return [];
    const own = marks.get(sheet);
    if (!own) throw unreadable(new Error('a sheet without its file'));
    return [{ sheet, rows: rowsOf(data, own) }];
  });
}

function rowsOf(data: readonly (readonly unknown[])[], { hidden, merged }: SheetMarks): SheetRows['rows'] {
  const texts = data.map((cells) => cells.map(cellText));
  const held = texts.map((cells) => cells.some((cell) => cell !== ''));
  for (const { column, first, last } of merged) {
    const text = texts[first - 1]?.[column] ?? '';
    for (let row = first + 1; text !== '' && row <= Math.min(last, texts.length); row += 1) {
      const cells = texts[row - 1];
      if (cells && column < cells.length) cells[column] = text;
    }
  }
  return texts.flatMap((cells, at) => (held[at] ? [{ row: at + 1, cells, hidden: hidden.has(at + 1) }] : []));
}

// One cell far down or far to the right makes a reader fill in all that is empty before it. An empty row far down is what LibreOffice ends sheets with.
const farAway = /\br="(?:[A-Z]{3,}\d+|[A-Z]+\d{6,})"|<row\b[^>]*\br="\d{6,}"[^>]*(?<!\/)>\s*<c\b/;

const cellText = (cell: unknown): string =>
  cell instanceof Date
    ? cell.toISOString().slice(0, 10)
    : typeof cell === 'string' || typeof cell === 'number'
      ? String(cell).trim()
      : '';

/** Unpacks everything once, within limits, before a reader that has none is given the file. */
async function lookThrough(bytes: Buffer, limits: Limits): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, opened) =>
      error ? reject(unreadable(error)) : resolve(opened),
    );
  });
  if (zip.entryCount > limits.entries) throw new GridFileRefused('grid_file_large');
  let left = limits.unpacked;
  for await (const entry of entriesOf(zip)) {
    if ((entry.generalPurposeBitFlag & 1) === 1) throw unreadable(new Error('encrypted'));
    if (entry.uncompressedSize > left) throw new GridFileRefused('grid_file_large');
    const text = await contents(zip, entry);
    left -= text.length;
    if (/^xl\/(?:worksheets\/[^/]+|workbook|_rels\/workbook)\.xml(?:\.rels)?$/i.test(entry.fileName))
      files.set(entry.fileName, text);
    if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(entry.fileName)) continue;
    if ((text.match(/<row[\s>]/g)?.length ?? 0) > limits.rows + 1)
      throw new GridFileRefused('grid_file_rows', { most: limits.rows });
    if (farAway.test(text)) throw new GridFileRefused('grid_file_large');
  }
  return files;
}

async function* entriesOf(zip: ZipFile): AsyncIterable<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('end', () => resolve(null));
      zip.once('error', (error: Error) => reject(unreadable(error)));
      zip.readEntry();
    });
    zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
    if (!entry) return;
    yield entry;
  }
}

async function contents(zip: ZipFile, entry: Entry): Promise<string> {
  try {
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    throw unreadable(error);
  }
}
