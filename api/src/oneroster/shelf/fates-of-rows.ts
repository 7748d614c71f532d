import type { Finding } from '../finding.ts';
import type { Reason } from '../reasons.ts';
import type { Row } from '../reading/table.ts';
import { find, ofPlan, Told } from './found.ts';
import { Codes, Marks } from './marks.ts';
import { placeOf } from './rows.ts';
import type { Shelf } from './shelf.ts';

type Placed = Pick<Row, 'file' | 'line'>;

/** Rows that were refused, each for the first reason found. */
export class Refused {
  readonly #shelf: Shelf;
  readonly #marks: Marks;
  readonly #run: number;

  /** `from`: what the plan refused, of which a run of it goes on. */
  constructor(shelf: Shelf, from?: Refused, run = ofPlan) {
    this.#shelf = shelf;
    this.#marks = new Marks(from ? from.#marks : undefined);
    this.#run = run;
  }

  has(row: Row): boolean {
    return this.#marks.get(row) !== 0;
  }

  set(row: Row, why: Finding): void {
    this.#marks.set(row, 1);
    find(this.#shelf, 'refused', why, { run: this.#run, ...(row.n === undefined ? {} : { n: row.n }) });
  }

  get size(): number {
    return this.values().length;
  }

  values(): Told {
    return new Told(this.#shelf, ['refused'], { run: this.#run });
  }
}

/** Rows with no place here, and why. */
export class Aside {
  readonly #shelf: Shelf;
  readonly #marks = new Marks();
  readonly #reasons = new Codes<Reason>((reason) => reason);

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  has(row: Row): boolean {
    return this.#marks.get(row) !== 0;
  }

  get(row: Row): Reason | undefined {
    return this.#reasons.valueOf(this.#marks.get(row));
  }

  set(row: Row, why: Reason): void {
    this.#marks.set(row, this.#reasons.numberOf(why));
  }

  /** In the order of the bundle. */
  *[Symbol.iterator](): Generator<[Placed, Reason]> {
    for (const n of this.#marks.marked()) yield [placeOf(this.#shelf, n), this.#reasons.valueOf(this.#marks.at(n))!];
  }
}

/** Rows that are taken as a part of another one; four bytes a row. */
export class PartOf {
  #wholes = new Int32Array(1024);

  set({ n }: Row, whole: Row): void {
    if (n === undefined) return;
    if (n >= this.#wholes.length) {
      const longer = new Int32Array(Math.max(n + 1, this.#wholes.length * 2));
      longer.set(this.#wholes);
      this.#wholes = longer;
    }
    this.#wholes[n] = whole.n ?? standing;
  }

  /** Number of the whole; `standing` for one that stands in no file, 0 where the row is no part. */
  of(n: number): number {
    return this.#wholes[n] ?? 0;
  }
}

/** A whole that stands in no file. */
export const standing = -1;
