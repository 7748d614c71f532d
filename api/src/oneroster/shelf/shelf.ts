import { DatabaseSync, type StatementSync } from 'node:sqlite';

type Value = string | number | null;

/**
 * What an import reads, plans and tells, beside the heap: a database without a name, which the operating system removes with the process,
 * however that ends. Only a few pages of it are in memory, so a bundle of any size needs as much.
 */
export class Shelf {
  readonly #database = new DatabaseSync('');
  #runs = 0;
  readonly #prepared = new Map<string, StatementSync>();

  constructor() {
    this.#database.exec(schema);
  }

  /** Carries out one statement; gives the number of the row it put in last. */
  run(text: string, ...values: readonly Value[]): number {
    return Number(this.#statement(text).run(...values).lastInsertRowid);
  }

  get<T>(text: string, ...values: readonly Value[]): T | undefined {
    return this.#statement(text).get(...values) as T | undefined;
  }

  /** Rows of an answer that is known to be short. */
  all<T>(text: string, ...values: readonly Value[]): T[] {
    return this.#statement(text).all(...values) as T[];
  }

  /**
   * Rows of an answer of any length. Nothing that it reads may be written meanwhile. Each walk has a statement of its own, so one may go on
   * inside another.
   */
  *walk<T>(text: string, ...values: readonly Value[]): Generator<T> {
    yield* this.#database.prepare(text).iterate(...values) as Iterable<T>;
  }

  /** Whether a text of this kind was added before. */
  has(kind: string, text: string): boolean {
    return this.get('select 1 from seen where kind = ? and text = ?', kind, text) !== undefined;
  }

  add(kind: string, text: string): void {
    this.run('insert or ignore into seen values (?, ?)', kind, text);
  }

  /** A number for what is found while the plan is carried out or tried once more. */
  nextRun(): number {
    return (this.#runs += 1);
  }

  close(): void {
    this.#prepared.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  #statement(text: string): StatementSync {
    let found = this.#prepared.get(text);
    if (!found) this.#prepared.set(text, (found = this.#database.prepare(text)));
    return found;
  }
}

// No journal: what breaks off is thrown away as a whole. The transaction never ends, so nothing is flushed without need.
const schema = `
  pragma journal_mode = off;
  pragma synchronous = off;
  pragma temp_store = file;
  pragma cache_size = -4096;
  create table place (n integer primary key, name text not null, file text not null, line integer not null, id text, owner text, cells text not null);
  create index place_by_id on place (name, id) where id is not null;
  create index place_by_owner on place (name, owner) where owner is not null;
  create table batch (b integer primary key, slice integer not null, stream text not null unique, school text);
  create table wish (w integer primary key, b integer not null, n integer, file text not null, line integer not null, field text, flags integer not null, command text not null);
  create index wish_of_batch on wish (b, w);
  create table member (n integer primary key, taught text not null, home text, title text, school text not null, person text not null, pupil integer not null, ended integer not null);
  create index member_by_taught on member (taught);
  create index member_by_person on member (person);
  create table found (f integer primary key, kind text not null, run integer not null, n integer, file text not null, line integer, field text, byte integer, code text not null);
  create index found_by_kind on found (kind, run);
  create table seen (kind text not null, text text not null, primary key (kind, text)) without rowid;
  begin;
`;
