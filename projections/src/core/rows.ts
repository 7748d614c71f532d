import { arrayLiteral } from './literal.ts';
import type { RowChange, Stretch } from './merge.ts';
import type { Cell, Columns, Projection } from './projection.ts';

/** One SQL statement and its parameters. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly (string | bigint)[];
}

/** An event that a read model set aside: ids only. */
export interface ParkedRow {
  readonly stream: string;
  readonly position: bigint;
  readonly eventId: string;
  readonly type: string;
  readonly reason: string;
}

/** The step of a checkpoint that a statement takes, and the table it writes (the next one while a read model is rebuilt). */
export interface Move {
  readonly table: string;
  readonly from: bigint;
  readonly to: bigint;
}

type Source = { readonly columns: readonly string[]; readonly cells: readonly (readonly (Cell | undefined)[])[] };

class Builder {
  readonly parameters: (string | bigint)[] = [];
  readonly parts: string[] = [];
  readonly #types: Columns;
  constructor(types: Columns) {
    this.#types = types;
  }

  param(value: string | bigint): string {
    this.parameters.push(value);
    return `$${this.parameters.length}`;
  }

  /**
   * The cells as rows `r`; nested arrays and json travel as text and are cast where they are used. Several `unnest` side by side in a
   * select list step together; in a `from` clause each would be put into a store of its own first.
   */
  unnest({ columns, cells }: Source): string {
    const arrays = columns.map((column, at) => {
      const type = this.#types[column.replace(/^(set|by|key)_/, '')] ?? this.#types[column] ?? 'text';
      const travels = type === 'jsonb' || type === 'text[]' ? 'text' : type;
      return `unnest(${this.param(arrayLiteral(type, cells[at] ?? []))}::text::${travels}[]) as ${column}`;
    });
    return `(select ${arrays.join(', ')}) as r`;
  }

  read(column: string, as = column): string {
    const type = this.#types[column];
    return type === 'jsonb' || type === 'text[]' ? `r.${as}::${type}` : `r.${as}`;
  }

  add(part: string): void {
    this.parts.push(`part${this.parts.length} as (${part})`);
  }
}

const moved = 'exists (select from moved)';

function wholeRows(
  b: Builder,
  model: Projection,
  table: string,
  kind: 'insert' | 'upsert',
  changes: readonly RowChange[],
): void {
  const rows = changes.flatMap((change) => (change.kind === kind ? [change.row] : []));
  if (rows.length === 0) return;
  const columns = Object.keys(model.columns);
  const source = b.unnest({ columns, cells: columns.map((column) => rows.map((row) => row[column])) });
  const rest = columns.filter((column) => !model.key.includes(column));
  const set = rest.map((column) => `${column} = excluded.${column}`).join(', ');
  const over =
    kind === 'insert' ? '' : ` on conflict (${model.key.join(', ')}) do ${set ? `update set ${set}` : 'nothing'}`;
  const values = columns.map((column) => b.read(column)).join(', ');
  b.add(`insert into ${table} (${columns.join(', ')}) select ${values} from ${source} where ${moved}${over}`);
}

type Patch = Extract<RowChange, { kind: 'patch' }>;

function patches(b: Builder, model: Projection, table: string, changes: readonly RowChange[]): void {
  const shapes = new Map<string, Patch[]>();
  for (const change of changes) {
    if (change.kind !== 'patch') continue;
    const shape = [...Object.keys(change.set), '+', ...Object.keys(change.by)].join(' ');
    const list = shapes.get(shape);
    if (list) list.push(change);
    else shapes.set(shape, [change]);
  }
  for (const list of shapes.values()) {
    const [first] = list as [Patch];
    const set = Object.keys(first.set);
    const by = Object.keys(first.by);
    if (set.length + by.length === 0) continue;
    const columns = [...model.key.map((c) => `key_${c}`), ...set.map((c) => `set_${c}`), ...by.map((c) => `by_${c}`)];
    const cells = [
      ...model.key.map((column) => list.map((patch) => patch.key[column])),
      ...set.map((column) => list.map((patch) => patch.set[column])),
      ...by.map((column) => list.map((patch) => patch.by[column])),
    ];
    const assign = [
      ...set.map((c) => `${c} = ${b.read(c, `set_${c}`)}`),
      ...by.map((c) => `${c} = t.${c} + r.by_${c}`),
    ];
    const on = model.key.map((c) => `t.${c} = r.key_${c}`).join(' and ');
    b.add(`update ${table} t set ${assign.join(', ')} from ${b.unnest({ columns, cells })} where ${on} and ${moved}`);
  }
}

function removals(b: Builder, model: Projection, table: string, changes: readonly RowChange[]): void {
  const keys = changes.flatMap((change) => (change.kind === 'remove' ? [change.key] : []));
  if (keys.length === 0) return;
  const source = b.unnest({ columns: model.key, cells: model.key.map((column) => keys.map((key) => key[column])) });
  b.add(
    `delete from ${table} t using ${source} where ${model.key.map((c) => `t.${c} = r.${c}`).join(' and ')} and ${moved}`,
  );
}

function wheres(b: Builder, model: Projection, table: string, stretch: Stretch): void {
  const second = model.secondaryKey ?? [];
  for (const { where, set } of stretch.wheres.values()) {
    const columns = [...second.map((c) => `key_${c}`), ...Object.keys(set).map((c) => `set_${c}`)];
    const cells = [...second.map((c) => [where[c]]), ...Object.values(set).map((v) => [v])];
    const assign = Object.keys(set).map((c) => `${c} = ${b.read(c, `set_${c}`)}`);
    const on = second.map((c) => (where[c] === null ? `t.${c} is null` : `t.${c} = r.key_${c}`)).join(' and ');
    b.add(`update ${table} t set ${assign.join(', ')} from ${b.unnest({ columns, cells })} where ${on} and ${moved}`);
  }
}

function parkings(b: Builder, table: string, parked: readonly ParkedRow[]): void {
  if (parked.length === 0) return;
  const source = b.unnest({
    columns: ['p_stream', 'p_position', 'p_event', 'p_type', 'p_reason'],
    cells: [
      parked.map((row) => row.stream),
      parked.map((row) => String(row.position)),
      parked.map((row) => row.eventId),
      parked.map((row) => row.type),
      parked.map((row) => row.reason),
    ],
  });
  b.add(
    `insert into parked_events (read_model, stream, position, event_id, type, reason) ` +
      `select ${b.param(table)}, p_stream, p_position::bigint, p_event::uuid, p_type, p_reason from ${source} where ${moved}`,
  );
}

/** The statement that carries out a stretch of events, parks those set aside and moves the checkpoint: all of it, or nothing. */
export function statementOf(model: Projection, move: Move, stretch: Stretch, parked: readonly ParkedRow[]): Statement {
  const b = new Builder(model.columns);
  const [name, to, from] = [b.param(move.table), b.param(move.to), b.param(move.from)];
  const step = `moved as (update checkpoints set position = ${to}::bigint where read_model = ${name} and position = ${from}::bigint returning 1)`;
  writes(b, model, move.table, stretch);
  parkings(b, move.table, parked);
  return {
    text: `with ${[step, ...b.parts].join(', ')} select count(*)::int as moved from moved`,
    parameters: b.parameters,
  };
}

/** The statement that carries out one parked event and strikes it from the list: both, or neither. */
export function resumeStatement(model: Projection, table: string, position: bigint, stretch: Stretch): Statement {
  const b = new Builder(model.columns);
  const step = `moved as (delete from parked_events where read_model = ${b.param(table)} and position = ${b.param(position)}::bigint returning 1)`;
  writes(b, model, table, stretch);
  return {
    text: `with ${[step, ...b.parts].join(', ')} select count(*)::int as moved from moved`,
    parameters: b.parameters,
  };
}

function writes(b: Builder, model: Projection, table: string, stretch: Stretch): void {
  const changes = [...stretch.rows.values()];
  wholeRows(b, model, table, 'insert', changes);
  wholeRows(b, model, table, 'upsert', changes);
  patches(b, model, table, changes);
  removals(b, model, table, changes);
  wheres(b, model, table, stretch);
}
