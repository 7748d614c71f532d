import readXlsxFile from 'read-excel-file/node';
import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { GridFileRefused } from './refused.ts';

interface Limits {
  readonly unpacked: number;
  readonly entries: number;
  readonly rows: number;
}
interface SheetRows {
  readonly sheet: string;
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

const unreadable = (cause: unknown) => new GridFileRefused('grid_file_unreadable', { row: null }, { cause });

/** The sheets of a workbook as text. Formulas are refused: what they would come to elsewhere is not known here. Throws `GridFileRefused`. */
export async function readSheets(bytes: Uint8Array, limits: Limits): Promise<readonly SheetRows[]> {
  await lookThrough(Buffer.from(bytes), limits);
  const sheets = await readXlsxFile(Buffer.from(bytes)).catch((error: unknown) => {
    throw unreadable(error);
  });
  return sheets.map(({ sheet, data }) => ({
    sheet,
    rows: data
      .map((cells, at) => ({ row: at + 1, cells: cells.map(cellText) }))
      .filter(({ cells }) => cells.some((cell) => cell !== '')),
  }));
}

const cellText = (cell: unknown): string =>
  cell instanceof Date
    ? cell.toISOString().slice(0, 10)
    : typeof cell === 'string' || typeof cell === 'number'
      ? String(cell).trim()
      : '';

/** Unpacks everything once, within limits, before a reader that has none is given the file. */
async function lookThrough(bytes: Buffer, limits: Limits): Promise<void> {
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
    if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(entry.fileName)) continue;
    if (/<f[\s>/]/.test(text)) throw new GridFileRefused('grid_file_formulas');
    if ((text.match(/<row[\s>]/g)?.length ?? 0) > limits.rows + 1)
      throw new GridFileRefused('grid_file_rows', { most: limits.rows });
    // One cell far down or far to the right makes a reader fill in all that is empty before it.
    if (/\br="(?:[A-Z]{3,}\d+|[A-Z]+\d{6,}|\d{6,})"/.test(text)) throw new GridFileRefused('grid_file_large');
  }
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
