import type { Sql } from 'postgres';
import type { Plan } from './plan/plan.ts';

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
}

/** Takes down that an import begins. */
export async function recordBegin(
  sql: Database,
  {
    id,
    fileName,
    begunAt,
    plan,
  }: { readonly id: string; readonly fileName: string; readonly begunAt: Date; readonly plan: Plan },
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
  const rows = await sql<(Omit<ImportRecord, 'begunAt' | 'endedAt'> & { begunAt: Date; endedAt: Date | null })[]>`
    select id, file_name as "fileName", source, delta, begun_at as "begunAt", ended_at as "endedAt", added, changed, unchanged, refused
    from api.imports order by begun_at desc, id limit 100`;
  return rows.map((row) => ({
    ...row,
    begunAt: row.begunAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}

/** The one source that bundles of this system had so far; null where there is none or more than one. */
export async function sourceOfSystem(sql: Database, system: string | null): Promise<string | null> {
  const rows = await sql<{ source: string }[]>`
    select distinct source from api.imports where system is not distinct from ${system} and not delta limit 2`;
  return rows.length === 1 ? (rows[0]?.source ?? null) : null;
}
