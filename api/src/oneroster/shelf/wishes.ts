import type { SchoolId } from '@peremena/events';
import type { Batch, Target, Wish } from '../plan/draft.ts';
import { type SliceName, sliceNames } from '../plan/slices.ts';
import type { Shelf } from './shelf.ts';

const flags = ['makes', 'founds', 'onlyNew', 'undated', 'ending'] as const;

/** Numbers of streams that were wished for last: the wishes of a person or class come one after another. */
const recentAtMost = 500;

/** What rows ask for, by stream. */
export class Wishes {
  readonly #shelf: Shelf;
  readonly #recent = new Map<string, number>();
  #count = 0;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  get length(): number {
    return this.#count;
  }

  put({ slice, stream, schoolId }: Target<SliceName>, wish: Omit<Wish, 'w'>): void {
    let b =
      this.#recent.get(stream) ?? this.#shelf.get<{ b: number }>('select b from batch where stream = ?', stream)?.b;
    b ??= this.#shelf.run(
      'insert into batch (slice, stream, school) values (?, ?, ?)',
      ...[sliceNames.indexOf(slice), stream, schoolId],
    );
    if (this.#recent.size >= recentAtMost) this.#recent.clear();
    this.#recent.set(stream, b);
    const { row, column, command } = wish;
    this.#shelf.run(
      'insert into wish (b, n, file, line, field, flags, command) values (?, ?, ?, ?, ?, ?, ?)',
      ...[b, row.n ?? null, row.file, row.line, column],
      ...[flags.reduce((sum, flag, at) => sum + (wish[flag] ? 1 << at : 0), 0), JSON.stringify(command)],
    );
    this.#count += 1;
  }

  /** One batch per stream, those of one slice in the order in which they were first wished for. */
  *batches(): Generator<Batch> {
    const text = `
      select b, slice, stream, school, (select count(*) from wish where wish.b = batch.b) as wishes
      from batch order by slice, b`;
    for (const { b, slice, stream, school, wishes } of this.#shelf.walk<StoredBatch>(text))
      yield {
        slice: sliceNames[slice]!,
        stream,
        schoolId: school as SchoolId | null,
        wishes: new WishesOfBatch(this.#shelf, b, wishes),
      };
  }
}

/** Wishes without their commands, by the rows that ask: those of one row in the order of the plan. */
export function* askedByRow(shelf: Shelf): Generator<Omit<Wish, 'command'>> {
  const text = `
    select w, n, file, line, field, flags from wish join batch using (b) order by n is null, n, slice, b, w`;
  for (const stored of shelf.walk<Omit<StoredWish, 'command'>>(text)) yield wishOf(stored);
}

interface StoredBatch {
  readonly b: number;
  readonly slice: number;
  readonly stream: string;
  readonly school: string | null;
  readonly wishes: number;
}

interface StoredWish {
  readonly w: number;
  readonly n: number | null;
  readonly file: string;
  readonly line: number;
  readonly field: string | null;
  readonly flags: number;
  readonly command: string;
}

class WishesOfBatch implements Iterable<Wish> {
  readonly #shelf: Shelf;
  readonly #b: number;
  readonly length: number;

  constructor(shelf: Shelf, b: number, length: number) {
    this.#shelf = shelf;
    this.#b = b;
    this.length = length;
  }

  *[Symbol.iterator](): Generator<Wish> {
    const text = 'select w, n, file, line, field, flags, command from wish where b = ? order by w';
    for (const stored of this.#shelf.walk<StoredWish>(text, this.#b))
      yield { ...wishOf(stored), command: JSON.parse(stored.command) as Wish['command'] };
  }
}

function wishOf({ w, n, file, line, field, flags: bits }: Omit<StoredWish, 'command'>): Omit<Wish, 'command'> {
  const [makes, founds, onlyNew, undated, ending] = flags.map((_, at) => (bits & (1 << at)) !== 0) as [
    ...[boolean, boolean, boolean, boolean, boolean],
  ];
  const row = { file, line, cells: {}, ...(n === null ? {} : { n }) };
  return { w, row, column: field, makes, founds, onlyNew, undated, ending };
}
