import { decoded as text, type StatedEncoding } from '../../core/reading/decode.ts';
import { ReadingRefused } from '../../core/reading/refused.ts';
import { BundleRefused } from '../finding.ts';

export { statedEncodings, type StatedEncoding } from '../../core/reading/decode.ts';

/** What is read of a file; where it cannot be read further, the whole bundle is refused and says in which file. */
export async function* ofFile<T>(file: string, read: AsyncIterable<T>): AsyncIterable<T> {
  try {
    yield* read;
  } catch (error) {
    if (!(error instanceof ReadingRefused)) throw error;
    throw new BundleRefused(error.code, { file, ...error.at }, { cause: error });
  }
}

/** The bytes of a file as text, in the encoding that was said where it does not tell its own. */
export const decoded = (
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  stated?: StatedEncoding,
): AsyncIterable<string> => ofFile(file, text(chunks, stated));
