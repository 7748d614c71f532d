import { BundleRefused } from '../finding.ts';
import type { Limits } from './limits.ts';

/** The CSV files of a bundle by their lower-case names, wherever they lie. */
export interface Bundle {
  /** Lower-case name to the name as it is written. */
  readonly names: ReadonlyMap<string, string>;
  /** Bytes of one file; throws `BundleRefused` on the way where a limit is passed or the archive is damaged. */
  open(name: string): AsyncIterable<Uint8Array>;
  /** Reads a file to its end, only to see whether the archive is damaged there. Throws `BundleRefused`. */
  look?(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Counts bytes as they pass and stops at the limits. */
export function meter(
  limits: Limits,
): (file: string, packed: number | null, chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array> {
  let all = 0;
  return async function* metered(file, packed, chunks) {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      all += chunk.length;
      if (bytes > limits.fileBytes || all > limits.allBytes) throw new BundleRefused('too_large', { file });
      if (packed !== null && bytes > limits.denseFrom && bytes > packed * limits.density)
        throw new BundleRefused('too_dense', { file });
      yield chunk;
    }
  };
}
