import type { FileName } from '../reading/files.ts';
import type { Row } from '../reading/table.ts';
import type { Shelf } from './shelf.ts';

interface Placed {
  readonly n: number;
  readonly file: string;
  readonly line: number;
  readonly cells: string;
}

/** The column of those files whose rows are asked for by what they are about. */
const owners: Readonly<Partial<Record<FileName, string>>> = {
  roles: 'userSourcedId',
  lineItemScoreScales: 'lineItemSourcedId',
};

const columns = 'n, file, line, cells';
const recentAtMost = 500;

/** The rows of one file of a bundle, in its order, and by their ids. Those of one file are put before those of the next. */
export class Rows<F extends FileName = FileName> implements Iterable<Row<F>> {
  readonly #shelf: Shelf;
  readonly #name: F;
  #first = 0;
  #last = -1;
  // A row is asked for many times in a row: the pupils of a class name it one after another.
  readonly #recent = new Map<string, Row<F> | undefined>();

  constructor(shelf: Shelf, name: F) {
    this.#shelf = shelf;
    this.#name = name;
  }

  get length(): number {
    return this.#last - this.#first + 1;
  }

  put({ file, line, cells }: Row<F>): void {
    const { sourcedId, ...rest } = cells as Readonly<Record<string, string | undefined>>;
    const about = owners[this.#name];
    const owner = about === undefined ? null : keyOf(rest[about]);
    const n = this.#shelf.run(
      'insert into place (name, file, line, id, owner, cells) values (?, ?, ?, ?, ?, ?)',
      ...[this.#name, file, line, keyOf(sourcedId), owner, JSON.stringify(cells)],
    );
    if (this.#last < 0) this.#first = n;
    this.#last = n;
    this.#recent.clear();
  }

  *[Symbol.iterator](): Generator<Row<F>> {
    const text = `select ${columns} from place where n between ? and ? order by n`;
    for (const placed of this.#shelf.walk<Placed>(text, this.#first, this.#last)) yield rowOf(placed);
  }

  /** The first row of an id. */
  get(id: string): Row<F> | undefined {
    if (this.#recent.has(id)) return this.#recent.get(id);
    if (this.#recent.size >= recentAtMost) this.#recent.clear();
    const [first] = this.named(id, 1);
    this.#recent.set(id, first);
    return first;
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  /** All rows of an id: there should be one. */
  named(id: string, atMost = -1): Row<F>[] {
    if (this.length === 0) return [];
    const text = `select ${columns} from place where name = ? and id = ? order by n limit ?`;
    return this.#shelf.all<Placed>(text, this.#name, keyOf(id), atMost).map((placed) => rowOf<F>(placed));
  }

  /** The rows that are about a user (roles) or a work (which scale it is on). */
  about(id: string): Row<F>[] {
    if (this.length === 0) return [];
    const text = `select ${columns} from place where name = ? and owner = ? order by n`;
    return this.#shelf.all<Placed>(text, this.#name, keyOf(id)).map((placed) => rowOf<F>(placed));
  }

  /** Rows of an id that is there already, those after the first. */
  *again(): Generator<number> {
    const text = `
      select n from place join (
        select id as twice, min(n) as first from place where name = ? and id is not null group by id having count(*) > 1
      ) on name = ? and id = twice and n > first`;
    for (const { n } of this.#shelf.walk<{ n: number }>(text, this.#name, this.#name)) yield n;
  }
}

function rowOf<F extends FileName>({ n, file, line, cells }: Placed): Row<F> {
  return { n, file, line, cells: JSON.parse(cells) as Row<F>['cells'] };
}

/** A text as it is looked up: what a database would cut short or mend is written out. */
function keyOf(id: string | undefined): string | null {
  if (id === undefined) return null;
  return id.isWellFormed() && !/^~|\0/.test(id) ? id : `~${JSON.stringify(id)}`;
}

/** Where a row stands, by its number. */
export function placeOf(shelf: Shelf, n: number): { readonly file: string; readonly line: number } {
  return shelf.get<Placed>('select file, line from place where n = ?', n)!;
}

/** Where every row of the bundle stands, in its order. */
export const placesOf = (
  shelf: Shelf,
): Iterable<{ readonly n: number; readonly file: string; readonly line: number }> =>
  shelf.walk('select n, file, line from place order by n');
