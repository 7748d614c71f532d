import { cellText, type Cell, type Projection, type Row, type RowOperation } from './projection.ts';

/**
 * What a stretch of events does to one row. Rules, in the order the operations come:
 * - `insert` says that the row is not there: over a known row it is refused; after `remove` it becomes `upsert`.
 * - a `remove` of a row inserted before it waits for the next statement.
 * - a known row (`insert`, `upsert`) takes patches and increments in memory; `upsert` replaces it; `remove` forgets it.
 * - patches of an unknown row are joined, later columns win; an increment of a column that was set is added in memory.
 * - after `remove`, patches and increments do nothing.
 */
export type RowChange =
  | { readonly kind: 'insert' | 'upsert'; row: Row }
  | {
      readonly kind: 'patch';
      readonly key: Row;
      readonly set: Record<string, Cell>;
      readonly by: Record<string, number>;
    }
  | { readonly kind: 'remove'; readonly key: Row };

type Patch = Extract<RowChange, { kind: 'patch' }>;

/** What a stretch of events does to the rows of one secondary key. */
export interface WhereChange {
  readonly where: Row;
  readonly set: Record<string, Cell>;
}

/** A row operation that no order of statements can carry out: the event that gave it is poison. */
export class RowRefused extends Error {
  override readonly name = 'RowRefused';
}

const separator = '\u0001';
const keyText = (columns: readonly string[], row: Row): string => {
  if (columns.length === 1) return cellText(row[columns[0] as string]);
  return columns.map((column) => cellText(row[column])).join(separator);
};

const sum = (held: Cell | undefined, by: number): Cell => {
  if (held === null || held === undefined) return null;
  return typeof held === 'bigint' ? held + BigInt(by) : (held as number) + by;
};

/** The rows and secondary keys that consecutive events of one read model change: carried out by one statement. */
export class Stretch {
  readonly rows = new Map<string, RowChange>();
  readonly wheres = new Map<string, WhereChange>();
  #insertsOnly = true;
  readonly #model: Pick<Projection, 'columns' | 'key' | 'secondaryKey'>;

  constructor(model: Pick<Projection, 'columns' | 'key' | 'secondaryKey'>) {
    this.#model = model;
  }

  /** False when the operations must wait for the next statement: `patchWhere` cannot see rows another part of its statement changes. */
  takes(operations: readonly RowOperation[]): boolean {
    for (const one of operations) {
      if (one.op === 'patchWhere' ? !this.#insertsOnly : one.op !== 'insert' && this.wheres.size > 0) return false;
      // That the row was not there before must be proven by the insert itself.
      if (one.op === 'remove' && this.#held(one.key)?.kind === 'insert') return false;
    }
    return true;
  }

  /** Adds the operations of one event. Throws `RowRefused`; the stretch is then spoilt and is made anew without the event. */
  add(operations: readonly RowOperation[]): void {
    let where = false;
    let other = false;
    for (const { op } of operations) {
      if (op === 'patchWhere') where = true;
      else if (op !== 'insert') other = true;
    }
    if (where && other) throw new RowRefused('an event that patches by the secondary key may beside it only insert');
    if (other) this.#insertsOnly = false;
    for (const operation of operations) this.#one(operation);
  }

  #held(key: Row): RowChange | undefined {
    return this.rows.get(keyText(this.#model.key, key));
  }

  #one(operation: RowOperation): void {
    switch (operation.op) {
      case 'insert':
      case 'upsert':
        return this.#whole(operation.op, operation.row);
      case 'patch':
        return this.#patch(operation.key, operation.set, {});
      case 'increment':
        return this.#patch(operation.key, {}, operation.by);
      case 'remove':
        this.rows.set(keyText(this.#model.key, operation.key), { kind: 'remove', key: operation.key });
        return;
      case 'patchWhere':
        return this.#patchWhere(operation.where, operation.set);
    }
  }

  #whole(kind: 'insert' | 'upsert', row: Row): void {
    const key = keyText(this.#model.key, row);
    const held = this.rows.get(key);
    const known = held?.kind === 'insert' || held?.kind === 'upsert';
    if (kind === 'insert' && known) throw new RowRefused(`row ${key.replaceAll(separator, ', ')} exists`);
    const becomes = held?.kind === 'remove' ? 'upsert' : held?.kind === 'insert' ? 'insert' : kind;
    this.rows.set(key, { kind: becomes, row });
  }

  #patch(keyRow: Row, set: Row, by: Readonly<Record<string, number>>): void {
    const key = keyText(this.#model.key, keyRow);
    const held = this.rows.get(key);
    if (held?.kind === 'remove') return;
    if (held && held.kind !== 'patch') {
      const row: Record<string, Cell> = { ...held.row, ...set };
      for (const [column, step] of Object.entries(by)) row[column] = sum(row[column], step);
      held.row = row;
      return;
    }
    const change: Patch = held ?? { kind: 'patch', key: keyRow, set: {}, by: {} };
    for (const [column, value] of Object.entries(set)) {
      change.set[column] = value;
      delete change.by[column];
    }
    for (const [column, step] of Object.entries(by)) {
      if (column in change.set) change.set[column] = sum(change.set[column], step);
      else change.by[column] = (change.by[column] ?? 0) + step;
    }
    this.rows.set(key, change);
  }

  #patchWhere(where: Row, set: Row): void {
    const columns = this.#model.secondaryKey;
    if (!columns) throw new RowRefused('the read model declares no secondary key');
    if (columns.some((column) => !(column in where) || column in set)) {
      throw new RowRefused('patchWhere names the whole secondary key and sets none of it');
    }
    const key = keyText(columns, where);
    for (const change of this.rows.values()) {
      if (change.kind === 'insert' && keyText(columns, change.row) === key) change.row = { ...change.row, ...set };
    }
    const held = this.wheres.get(key);
    if (held) Object.assign(held.set, set);
    else this.wheres.set(key, { where, set: { ...set } });
  }
}
