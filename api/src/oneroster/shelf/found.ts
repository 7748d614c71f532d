import type { Finding } from '../finding.ts';
import type { Shelf } from './shelf.ts';

/** `unread`: a row that could not be understood. `refused`: one that was, and was not taken. */
export type Kind = 'unread' | 'refused' | 'note' | 'added' | 'changed';

interface Stored {
  readonly kind: Kind;
  readonly file: string;
  readonly line: number | null;
  readonly field: string | null;
  readonly byte: number | null;
  readonly code: string;
}

/** Findings of the plan itself; each time it is carried out or tried adds its own under another number. */
export const ofPlan = 0;

/** Takes down what was found, of row `n` where it is one of the bundle. */
export function find(
  shelf: Shelf,
  kind: Kind,
  found: Finding,
  { run = ofPlan, n }: { run?: number; n?: number } = {},
): void {
  const { file, line, column, byte = null, code } = found;
  shelf.run(
    'insert into found (kind, run, n, file, line, field, byte, code) values (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[kind, run, n ?? null, file, line, column, byte, code],
  );
}

/** Findings as they are told, read anew each time they are gone through. */
export class Told<F extends Finding = Finding> implements Iterable<F> {
  readonly #shelf: Shelf;
  readonly #where: string;
  readonly #order: string;
  readonly #as: (found: Finding, kind: Kind) => F;

  constructor(
    shelf: Shelf,
    kinds: readonly Kind[],
    { run = ofPlan, by = 'found' }: { readonly run?: number; readonly by?: 'found' | 'place' } = {},
    as: (found: Finding, kind: Kind) => F = (found) => found as F,
  ) {
    this.#shelf = shelf;
    this.#where = `kind in (${kinds.map((kind) => `'${kind}'`).join()}) and run in (${ofPlan}, ${run})`;
    this.#order = { found: 'f', place: 'file, coalesce(line, 0), f' }[by];
    this.#as = as;
  }

  get length(): number {
    return this.#shelf.get<{ count: number }>(`select count(*) as count from found where ${this.#where}`)!.count;
  }

  *[Symbol.iterator](): Generator<F> {
    const text = `select kind, file, line, field, byte, code from found where ${this.#where} order by ${this.#order}`;
    for (const { kind, file, line, field, byte, code } of this.#shelf.walk<Stored>(text))
      yield this.#as({ file, line, column: field, code, ...(byte === null ? {} : { byte }) }, kind);
  }
}
