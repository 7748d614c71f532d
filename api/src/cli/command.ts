import type { Language } from '../core/problem-table.ts';

/** Where a command speaks, and in which language. */
export interface Terminal {
  /** A line of the answer. */
  readonly say: (line: string) => void;
  /** A piece of such a line, where it may be too long to be held. */
  readonly write: (piece: string) => void;
  /** A line beside the answer: progress, remarks, errors. */
  readonly warn: (line: string) => void;
  readonly language: Language;
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
}

/** A command of the command line; gives the exit status. A `TypeError` shows how it is used. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;
