import { open as openHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { BundleRefused } from '../finding.ts';
import { type Bundle, meter } from './bundle.ts';
import type { Limits } from './limits.ts';

const isLink = (entry: Entry) => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
const isEncrypted = (entry: Entry) => (entry.generalPurposeBitFlag & 1) === 1;

/** A zip archive: its CSV files, at the top or in one folder, read in place. */
export async function openZip(path: string, limits: Limits): Promise<Bundle> {
  const zip = await openFile(path);
  try {
    const entries = await listed(path, zip, limits);
    if (entries.size === 0) throw new BundleRefused('not_a_bundle', { file: basename(path) });
    const metered = meter(limits);
    return {
      names: new Map([...entries].map(([name, entry]) => [name, baseName(entry)])),
      async look(name) {
        const entry = entries.get(name.toLowerCase());
        if (entry) for await (const _ of metered(baseName(entry), entry.compressedSize, contents(zip, entry)));
      },
      open(name) {
        const entry = entries.get(name.toLowerCase());
        if (!entry) throw new BundleRefused('file_missing', { file: name });
        return metered(baseName(entry), entry.compressedSize, contents(zip, entry));
      },
      close() {
        zip.close();
        return Promise.resolve();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function openFile(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error)
        void whyNone(path).then((why) => reject(new BundleRefused(why, { file: basename(path) }, { cause: error })));
      else resolve(zip);
    });
  });
}

/** Why a file cannot be opened as an archive: one that was cut off still begins like one. */
async function whyNone(path: string): Promise<'file_empty' | 'zip_broken' | 'not_a_bundle'> {
  const file = await openHandle(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (bytesRead === 0) return 'file_empty';
    return buffer.toString('latin1').startsWith('PK\u0003\u0004') ? 'zip_broken' : 'not_a_bundle';
  } finally {
    await file.close();
  }
}

function listed(path: string, zip: ZipFile, limits: Limits): Promise<ReadonlyMap<string, Entry>> {
  const file = basename(path);
  if (zip.entryCount > limits.files) return Promise.reject(new BundleRefused('too_many_files', { file }));
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('error', (error: Error) => {
      const outside = /absolute path|invalid relative path|invalid characters in fileName/.test(error.message);
      reject(new BundleRefused(outside ? 'zip_path' : 'zip_broken', { file }, { cause: error }));
    });
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      const refused = take(entries, entry, limits, file);
      if (refused) reject(refused);
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

/** Keeps an entry that is a file of the bundle; gives what the whole archive is refused for. */
function take(entries: Map<string, Entry>, entry: Entry, limits: Limits, archive: string): BundleRefused | null {
  const file = baseName(entry);
  if (isLink(entry)) return new BundleRefused('zip_link', { file });
  if (entry.fileName === 'xl/workbook.xml') return new BundleRefused('is_workbook', { file: archive });
  // What the tools of macOS add beside each file is no file of the bundle.
  if (entry.fileName.endsWith('/') || entry.fileName.startsWith('__MACOSX/') || !/^[^.].*\.csv$/i.test(file))
    return null;
  if (isEncrypted(entry)) return new BundleRefused('zip_encrypted', { file });
  if (entry.uncompressedSize > limits.fileBytes) return new BundleRefused('too_large', { file });
  if (entries.has(file.toLowerCase())) return new BundleRefused('file_twice', { file });
  entries.set(file.toLowerCase(), entry);
  return null;
}

const baseName = (entry: Entry) => entry.fileName.slice(entry.fileName.lastIndexOf('/') + 1);

async function* contents(zip: ZipFile, entry: Entry): AsyncIterable<Uint8Array> {
  try {
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    let sum = 0;
    for await (const chunk of stream) {
      sum = crc32(chunk as Uint8Array, sum);
      yield chunk as Uint8Array;
    }
    // The library compares sizes and leaves the check sum to us.
    if (sum !== entry.crc32) throw new Error('the check sum differs');
  } catch (error) {
    throw new BundleRefused('zip_broken', { file: baseName(entry) }, { cause: error });
  }
}
