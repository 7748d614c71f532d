import { TextDecoder } from 'node:util';
import { BundleRefused } from '../finding.ts';

const newlines = (text: string) => text.split('\n').length - 1;

/** Bytes as text: UTF-8 with or without its mark, or UTF-16 with one (what spreadsheets write). Anything else is refused with its line. */
export async function* decoded(file: string, chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let decoder: TextDecoder | null = null;
  let lines = 1;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      const lenient = new TextDecoder(decoder.encoding).decode(chunk);
      throw new BundleRefused('not_utf8', {
        file,
        line: lines + newlines(lenient.slice(0, lenient.indexOf('\ufffd'))),
      });
    }
    lines += newlines(text);
    yield text;
  }
  try {
    decoder?.decode();
  } catch {
    throw new BundleRefused('not_utf8', { file, line: lines });
  }
}

function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
