import { readFile } from 'node:fs/promises';
import type { Sql } from './connection.ts';
import { tableOf, type Projection } from './projection.ts';

const laterIndex = /^create index if not exists [^;]+;$/gm;

const sqlOf = (model: Projection): Promise<string> =>
  readFile(new URL(`../${model.name.replaceAll('_', '-')}/table.sql`, import.meta.url), 'utf8');

/**
 * Creates schema, checkpoints and the tables of read models that have none yet, under one advisory lock. A table is made from the
 * `table.sql` in the folder named as the read model, together with its checkpoint at 0. What it says as `create index if not exists NAME`
 * is made where a table stands without it: an index is no other shape, so the rows stay and nobody waits for them.
 */
export async function prepareTables(sql: Sql, schema: string, models: readonly Projection[]): Promise<void> {
  const core = await readFile(new URL('./schema.sql', import.meta.url), 'utf8');
  const tables = await Promise.all(
    models.map(async (model) => {
      const table = tableOf(model);
      const text = await sqlOf(model);
      const body = text.replaceAll(laterIndex, '').replaceAll("'", "''");
      return `if not exists (select from checkpoints where read_model = '${table}') then
        execute '${body}';
        insert into checkpoints (read_model, position) values ('${table}', 0);
      end if;
      ${text.match(laterIndex)?.join('\n') ?? ''}`;
    }),
  );
  const body = `begin
    perform pg_advisory_xact_lock(hashtextextended('peremena read models', 0));
    create schema if not exists ${schema};
    ${core}
    ${tables.join('\n')}
  end`;
  await sql.unsafe(`do $prepare$ ${body} $prepare$`);
}
