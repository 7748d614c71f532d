import { mkdirSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { BundleRefused } from '../finding.ts';

type Value = string | number | null;

/**
 * Has shelves of this process lie in a folder from now on, as SQLite keeps one place for a process. Made where it is missing; where nobody may
 * write there, it throws.
 */
export function layShelvesIn(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync('');
  try {
    database.exec(`pragma temp_store_directory = '${folder.replaceAll("'", "''")}'`);
  } finally {
    database.close();
  }
}

/**
 * What an import reads, plans and tells, beside the heap; throws `BundleRefused` where there is no room for it: a database without a name, which the operating system removes with the process,
 * however that ends. Only a few pages of it are in memory, so a bundle of any size needs as much.
 */
export class Shelf {
  readonly #database = new DatabaseSync('');
  #runs = 0;
  readonly #prepared = new Map<string, StatementSync>();

  /** `most`: bytes it may hold, so that no file fills the disk that keys lie on. */
  constructor({ most = bytesAtMost }: { readonly most?: number } = {}) {
    this.#database.exec(schema);
    this.#database.exec(`pragma max_page_count = ${Math.ceil(most / pageBytes)}`);
  }

  /** Carries out one statement; gives the number of the row it put in last. */
  run(text: string, ...values: readonly Value[]): number {
    try {
      return Number(this.#statement(text).run(...values).lastInsertRowid);
    } catch (error) {
      throw noRoom(error);
    }
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
    try {
      yield* this.#database.prepare(text).iterate(...values) as Iterable<T>;
    } catch (error) {
      throw noRoom(error);
    }
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

const pageBytes = 4_096;
const bytesAtMost = 4 * 2 ** 30;
/** SQLite's number for a disk, or a database, that is full. */
const full = 13;

/** What is told where the disk is full; any other error as it is. */
function noRoom(error: unknown): unknown {
  if ((error as { errcode?: number }).errcode !== full) return error;
  return new BundleRefused('shelf_full', {}, { cause: error });
}

// No journal: what breaks off is thrown away as a whole. The transaction never ends, so nothing is flushed without need.
const schema = `
  pragma page_size = 4096;
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
