import type { Sql } from './connection.ts';
import { withinLimit } from './limit.ts';

/** Positions of the read models asked; one that has no checkpoint yet is absent. */
export async function checkpoints(sql: Sql, tables: readonly string[]): Promise<Map<string, bigint>> {
  const rows = await sql<{ read_model: string; position: bigint }[]>`
    select read_model, position from checkpoints where read_model = any(${[...tables]}::text[])`;
  return new Map(rows.map((row) => [row.read_model, row.position]));
}

export interface Step {
  readonly table: string;
  readonly from: bigint;
  readonly to: bigint;
}

/** Moves read models that an event page did not touch, in one statement. Gives those that stood where they were thought to stand. */
export async function moveIdle(sql: Sql, steps: readonly Step[]): Promise<ReadonlySet<string>> {
  const list = (cells: readonly (string | bigint)[]): string => `{${cells.join(',')}}`;
  const query = sql.unsafe<{ read_model: string }[]>(
    `update checkpoints c set position = r.to_position
     from unnest($1::text::text[], $2::text::bigint[], $3::text::bigint[]) as r(read_model, from_position, to_position)
     where c.read_model = r.read_model and c.position = r.from_position returning c.read_model`,
    [list(steps.map((step) => step.table)), list(steps.map((step) => step.from)), list(steps.map((step) => step.to))],
    { prepare: true },
  );
  return new Set((await withinLimit(query)).map((row) => row.read_model));
}

/** Another projector or a rebuild moved the checkpoint: what this one thinks of the read model is out of date. */
export class CheckpointTaken extends Error {
  override readonly name = 'CheckpointTaken';
}
