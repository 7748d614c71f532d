import type { Sql } from 'postgres';
import type { Plan } from './plan/plan.ts';
import type { Kept } from './undo/kept.ts';

type Database = Sql<{ bigint: bigint }>;

/** An import that was begun. Its events carry its id as their correlation. */
export interface ImportRecord {
  readonly id: string;
  readonly fileName: string;
  readonly source: string;
  readonly delta: boolean;
  readonly begunAt: string;
  /** Null where it runs still or was cut off. */
  readonly endedAt: string | null;
  readonly added: number | null;
  readonly changed: number | null;
  readonly unchanged: number | null;
  readonly refused: number | null;
  /** Places in the log of its first and last event; null where they were not taken down, or there are none. */
  readonly positions: { readonly first: bigint | null; readonly last: bigint | null };
  /** Null where nobody undid it. */
  readonly undo: ImportUndo | null;
}

/** How an import was undone, by whom (null: at the console), and what of it stays. */
export interface ImportUndo {
  readonly begunAt: string;
  /** Null where it runs still or was cut off: undoing it again finishes it. */
  readonly endedAt: string | null;
  readonly by: string | null;
  readonly undone: number | null;
  readonly kept: readonly Kept[];
}

/** Takes down that an import begins. */
export async function recordBegin(
  sql: Database,
  {
    id,
    fileName,
    begunAt,
    plan,
  }: {
    readonly id: string;
    readonly fileName: string;
    readonly begunAt: Date;
    readonly plan: Pick<Plan, 'source' | 'system' | 'delta'>;
  },
): Promise<void> {
  await sql`
    insert into api.imports (id, source, system, delta, file_name, begun_at)
    values (${id}, ${plan.source}, ${plan.system}, ${plan.delta}, ${fileName}, ${begunAt})`;
}

interface Ended {
  readonly endedAt: Date;
  readonly positions: { readonly first: bigint; readonly last: bigint } | null;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** Takes down how an import ended. `positions`: of its first and last event, null where it made none. */
export async function recordEnd(
  sql: Database,
  id: string,
  { endedAt, positions, added, changed, unchanged, refused }: Ended,
): Promise<void> {
  await sql`
    update api.imports set ended_at = ${endedAt}, added = ${added}, changed = ${changed}, unchanged = ${unchanged}, refused = ${refused},
      first_position = ${positions?.first ?? null}, last_position = ${positions?.last ?? null}
    where id = ${id}`;
}

/** Imports, the last one first; at most 100. */
export async function importRecords(sql: Database): Promise<readonly ImportRecord[]> {
  const rows = await sql<Stored[]>`select ${columns(sql)} from api.imports order by begun_at desc, id limit 100`;
  return rows.map(told);
}

/** One import; null where there is none of that id. */
export async function importRecord(sql: Database, id: string): Promise<ImportRecord | null> {
  const [row] = await sql<Stored[]>`select ${columns(sql)} from api.imports where id = ${id}`;
  return row ? told(row) : null;
}

/** Ids of all imports there ever were. */
export async function importIds(sql: Database): Promise<readonly string[]> {
  return (await sql<{ id: string }[]>`select id from api.imports`).map(({ id }) => id);
}

/** Takes down that an import is being undone. */
export async function recordUndoBegin(
  sql: Database,
  id: string,
  { by, at }: { readonly by: string | null; readonly at: Date },
): Promise<void> {
  await sql`update api.imports set undo_begun_at = ${at}, undone_by = ${by}, undone_at = null where id = ${id}`;
}

/** Takes down how undoing an import ended. */
export async function recordUndo(
  sql: Database,
  id: string,
  { at, undone, kept }: { readonly at: Date; readonly undone: number; readonly kept: readonly Kept[] },
): Promise<void> {
  await sql`
    update api.imports set undone_at = ${at}, undone = ${undone}, undo_kept = ${sql.json([...kept] as never)} where id = ${id}`;
}

type Stored = Omit<ImportRecord, 'begunAt' | 'endedAt' | 'positions' | 'undo'> & {
  begunAt: Date;
  endedAt: Date | null;
  first: bigint | null;
  last: bigint | null;
  undoBegunAt: Date | null;
  undoneAt: Date | null;
  undoneBy: string | null;
  undone: number | null;
  kept: readonly Kept[] | null;
};

const columns = (sql: Database) => sql`
  id, file_name as "fileName", source, delta, begun_at as "begunAt", ended_at as "endedAt", added, changed, unchanged, refused,
  first_position as first, last_position as last, undo_begun_at as "undoBegunAt", undone_at as "undoneAt",
  undone_by as "undoneBy", undone, undo_kept as kept`;

function told({ first, last, undoBegunAt, undoneAt, undoneBy, undone, kept, ...row }: Stored): ImportRecord {
  return {
    ...row,
    begunAt: row.begunAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    positions: { first, last },
    undo: undoBegunAt && {
      begunAt: undoBegunAt.toISOString(),
      endedAt: undoneAt?.toISOString() ?? null,
      by: undoneBy,
      undone,
      kept: kept ?? [],
    },
  };
}

/** The one source that bundles of this system had so far; null where there is none or more than one. */
export async function sourceOfSystem(sql: Database, system: string | null): Promise<string | null> {
  const rows = await sql<{ source: string }[]>`
    select distinct source from api.imports where system is not distinct from ${system} and not delta limit 2`;
  return rows.length === 1 ? (rows[0]?.source ?? null) : null;
}
