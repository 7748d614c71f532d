import { TextDecoder } from 'node:util';
import { ReadingRefused } from './refused.ts';

/** Encodings a person may name for a file that does not tell its own. */
export const statedEncodings = ['windows-1251'] as const;
export type StatedEncoding = (typeof statedEncodings)[number];

const newlines = (text: string) => text.split('\n').length - 1;

/**
 * Bytes as text: UTF-8 with or without its mark, or UTF-16 (what spreadsheets write). Anything else is refused with its line and byte: which
 * of the old alphabets it is cannot be told from names, so it is said (`stated`). Throws `ReadingRefused`.
 */
export async function* decoded(chunks: AsyncIterable<Uint8Array>, stated?: StatedEncoding): AsyncIterable<string> {
  let decoder: TextDecoder | null = null;
  let lines = 1;
  let bytes = 0;
  let before: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk) ?? stated ?? 'utf-8', { fatal: true });
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      const at = faultIn(Buffer.concat([before, chunk]), decoder.encoding) - before.length;
      const line = lines + newlines(Buffer.from(chunk.subarray(0, Math.max(0, at))).toString('latin1'));
      throw new ReadingRefused('not_utf8', { line, byte: bytes + at });
    }
    before = chunk.subarray(chunk.length - unfinished(chunk));
    lines += newlines(text);
    bytes += chunk.length;
    yield text;
  }
  try {
    decoder?.decode();
  } catch {
    throw new ReadingRefused('not_utf8', { line: lines, byte: bytes });
  }
}

/** By the mark at the beginning; without one, UTF-16 shows in the zero half of the first letter of a heading. */
function encodingOf([first, second, third]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first && second === 0) return 'utf-16le';
  if (first === 0 && second) return 'utf-16be';
  return null;
}

/** Bytes of a letter that the next chunk ends. */
function unfinished(chunk: Uint8Array): number {
  for (let back = 1; back <= 3; back += 1) {
    const byte = chunk.at(-back) ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/** The first byte at which a text is none. */
function faultIn(bytes: Uint8Array, encoding: string): number {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0; at < bytes.length; at += 1) {
    try {
      decoder.decode(bytes.subarray(at, at + 1), { stream: true });
    } catch {
      return at;
    }
  }
  return bytes.length;
}
