import { createHash } from 'node:crypto';
import { freshDatabase } from '@peremena/events/test/postgres';
import { all } from '../src/all.ts';
import { liveSchema, openReadModels, type Sql } from '../src/core/connection.ts';
import { tableOf, type Projection } from '../src/core/projection.ts';
import { prepareTables } from '../src/core/tables.ts';

/** An empty database with the tables of all read models. */
export async function openTestReadModels(models: readonly Projection[] = all): Promise<{ sql: Sql; url: string }> {
  const url = await freshDatabase();
  const sql = openReadModels({ url });
  await prepareTables(sql, liveSchema, models);
  return { sql, url };
}

/** A digest of each table's rows, by table name. */
export async function hashes(sql: Sql, models: readonly Projection[] = all): Promise<Record<string, string>> {
  const pairs = await Promise.all(
    models.map(async (model) => {
      const table = tableOf(model);
      const rows = await sql.unsafe<{ row: string }[]>(
        `select t::text as row from ${table} t order by ${model.key.map((c) => `t.${c}`).join(', ')}`,
      );
      return [
        table,
        `${rows.length} ${createHash('sha256')
          .update(rows.map(({ row }) => row).join('\n'))
          .digest('hex')}`,
      ] as const;
    }),
  );
  return Object.fromEntries(pairs);
}
