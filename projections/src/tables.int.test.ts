import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestReadModels } from '../test/read-models.ts';
import { all } from './all.ts';
import type { Sql } from './core/connection.ts';
import { tableOf } from './core/projection.ts';

let sql: Sql;
beforeAll(async () => {
  ({ sql } = await openTestReadModels());
});
afterAll(() => sql.end());

const short: Readonly<Record<string, string>> = {
  integer: 'int',
  'timestamp with time zone': 'timestamptz',
  ARRAY: 'text[]',
};

test.each(all.map((model) => [model.name, model] as const))(
  'the columns and key that %s declares are those of its table',
  async (_, model) => {
    const columns = await sql<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'read_models' and table_name = ${tableOf(model)}`;
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, short[type] ?? type]))).toEqual(model.columns);
    const key = await sql<{ name: string }[]>`
    select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = ${tableOf(model)}::regclass and i.indisprimary`;
    expect(key.map(({ name }) => name).toSorted()).toEqual([...model.key].toSorted());
  },
);

test('names and contacts lie in one read model alone', () => {
  const open = all.filter((model) =>
    Object.keys(model.columns).some((column) => /name$|email|phone|birth/.test(column)),
  );
  expect(open.map((model) => model.name)).toEqual(['people']);
  expect(all.filter((model) => model.opens).map((model) => model.name)).toEqual(['people', 'adulthood']);
});
