import type { Row } from '../reading/table.ts';

/** A small number for each row, 0 unless said; one byte a row. */
export class Marks {
  #numbers: Uint8Array;
  // Rows that stand in no file have no number; there are few of them.
  readonly #others: Map<string, number>;

  constructor(from?: Marks) {
    this.#numbers = from ? from.#numbers.slice() : new Uint8Array(1024);
    this.#others = new Map(from ? from.#others : []);
  }

  get(row: Row): number {
    return row.n === undefined ? (this.#others.get(nameOf(row)) ?? 0) : this.at(row.n);
  }

  set(row: Row, value: number): void {
    if (row.n === undefined) {
      this.#others.set(nameOf(row), value);
      return;
    }
    this.mark(row.n, value);
  }

  mark(n: number, value = 1): void {
    if (n >= this.#numbers.length) {
      const longer = new Uint8Array(Math.max(n + 1, this.#numbers.length * 2));
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[n] = value;
  }

  at(n: number): number {
    return this.#numbers[n] ?? 0;
  }

  /** Numbers of the marked rows, in the order of the bundle. */
  *marked(): Generator<number> {
    for (let n = 0; n < this.#numbers.length; n += 1) if (this.#numbers[n] !== 0) yield n;
  }
}

const nameOf = ({ file, line, cells }: Row): string =>
  line > 0 ? `${file}:${line}` : `${file} ${(cells as { sourcedId?: string }).sourcedId ?? ''}`;

/** Few different values for many things, by a number from 1. */
export class Codes<T> {
  readonly #numbers = new Map<string, number>();
  readonly #values: T[] = [];
  readonly #keyOf: (value: T) => string;

  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf;
  }

  numberOf(value: T): number {
    const key = this.#keyOf(value);
    let number = this.#numbers.get(key);
    if (number === undefined) this.#numbers.set(key, (number = this.#values.push(value)));
    return number;
  }

  valueOf(number: number): T | undefined {
    return this.#values[number - 1];
  }
}
