import postgres from 'postgres';
import { expect, test } from 'vitest';
import { freshDatabase } from './postgres.ts';

test('each call gives an empty database that sorts and folds Russian', async () => {
  const [first, second] = await Promise.all([freshDatabase(), freshDatabase()]);
  expect(first).not.toBe(second);
  const sql = postgres(first, { max: 1 });
  const [row] =
    await sql`select lower('ШКОЛА Ё') as folded, to_tsvector('russian', 'перемены') @@ to_tsquery('russian', 'перемена') as found`;
  await sql.end();
  expect(row).toEqual({ folded: 'школа ё', found: true });
});
