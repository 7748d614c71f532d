/** Why a text cannot be read: its bytes are no text we know, a row is endless, or its cells do not hold together. */
export type ReadingFault = 'not_utf8' | 'record_long' | 'csv_broken';

/** Where reading ended: the line from 1, null where it is not known, and the byte where that says more. */
interface At {
  readonly line: number | null;
  readonly byte?: number;
}

/** A file cannot be read from there on. Never holds what was in it. */
export class ReadingRefused extends Error {
  override readonly name = 'ReadingRefused';
  readonly code: ReadingFault;
  readonly at: At;
  constructor(code: ReadingFault, at: At, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.at = at;
  }
}
