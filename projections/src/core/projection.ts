import type { AnyEvent, Recorded } from '@peremena/events';

/** A value of a column. Objects go into `jsonb` columns (sealed personal fields stay objects). */
export type Cell = string | number | bigint | boolean | null | readonly string[] | { readonly [key: string]: unknown };
export type Row = Readonly<Record<string, Cell>>;

/** A cell as text: JSON where it is an object or list. */
export const cellText = (cell: Cell | undefined): string =>
  typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : String(cell);

/**
 * What an event does to a read model's rows. Keys name every column of the primary key. `insert` and `upsert` give a whole row;
 * `patch` of a missing row does nothing; `increment` adds to number columns of a row that exists.
 * `patchWhere` names the one declared secondary key and may not set its columns.
 */
export type RowOperation =
  | { readonly op: 'insert'; readonly row: Row }
  | { readonly op: 'upsert'; readonly row: Row }
  | { readonly op: 'patch'; readonly key: Row; readonly set: Row }
  | { readonly op: 'increment'; readonly key: Row; readonly by: Readonly<Record<string, number>> }
  | { readonly op: 'remove'; readonly key: Row }
  | { readonly op: 'patchWhere'; readonly where: Row; readonly set: Row };

/** Column name to Postgres type, as in table.sql. */
export type Columns = Readonly<
  Record<string, 'text' | 'uuid' | 'int' | 'bigint' | 'boolean' | 'date' | 'timestamptz' | 'jsonb' | 'text[]'>
>;

type Of<T extends AnyEvent['type']> = Recorded<Extract<AnyEvent, { type: T }>>;

/** A handler per event type the read model cares for; the others are not even parsed for it. Pure: no reads, clock or random. */
export type Handlers = { readonly [T in AnyEvent['type']]?: (event: Of<T>) => readonly RowOperation[] };

/** A read model: one table, one checkpoint, one pure projection. */
export interface Projection {
  /** The question it answers, snake_case; the table is `<name>_v<version>`. */
  readonly name: string;
  readonly version: number;
  readonly columns: Columns;
  readonly key: readonly string[];
  /** Columns of the one secondary key `patchWhere` may name. */
  readonly secondaryKey?: readonly string[];
  readonly handlers: Handlers;
  /** True only where names and contacts are opened into the rows (`people`). */
  readonly opens?: true;
  /** Who is told that something changed: topics such as `pupil:<id>` or `group:<id>`. Pure. */
  readonly topics: (event: Recorded<AnyEvent>) => readonly string[];
}

/** Declares a read model. */
export function projection(definition: Projection): Projection {
  return definition;
}

export const insert = (row: Row): RowOperation => ({ op: 'insert', row });
export const upsert = (row: Row): RowOperation => ({ op: 'upsert', row });
export const patch = (key: Row, set: Row): RowOperation => ({ op: 'patch', key, set });
export const increment = (key: Row, by: Readonly<Record<string, number>>): RowOperation => ({
  op: 'increment',
  key,
  by,
});
export const remove = (key: Row): RowOperation => ({ op: 'remove', key });
export const patchWhere = (where: Row, set: Row): RowOperation => ({ op: 'patchWhere', where, set });
/** The table of a read model, which is also the name of its checkpoint. */
export const tableOf = (model: { readonly name: string; readonly version: number }): string =>
  `${model.name}_v${model.version}`;
