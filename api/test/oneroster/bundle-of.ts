import { BundleRefused } from '../../src/oneroster/finding.ts';
import type { Bundle } from '../../src/oneroster/reading/bundle.ts';

/** A bundle in memory, of file names and their text or bytes, given in pieces of `piece` bytes. */
export function bundleOf(files: Readonly<Record<string, string | Uint8Array>>, piece = 1024): Bundle {
  const names = new Map(Object.keys(files).map((name) => [name.toLowerCase(), name]));
  return {
    names,
    async *open(name) {
      const written = names.get(name.toLowerCase());
      if (written === undefined) throw new BundleRefused('file_missing', { file: name });
      const content = files[written]!;
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
    close: () => Promise.resolve(),
  };
}
