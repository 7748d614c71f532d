import { expect, test } from 'vitest';
import { writesPiecemeal } from '../../test/broken-stores.ts';
import { survivesKills } from '../../test/kills.ts';
import { freshDatabase } from '../../test/postgres.ts';
import { openPostgresStore } from './postgres.ts';

test('backends ended in the midst of an append leave no half, no stray and no unanswered append (T07)', async () => {
  const url = await freshDatabase();
  const store = await openPostgresStore({ url, limits: { timeLimitMs: 2_000 } });
  await survivesKills(url, store, '%log.append(%', 25);
  expect((await store.readAll({ limit: 1 })).length).toBe(1);
  await store.close();
});

test('planted fault: an append of several statements is found out', async () => {
  const url = await freshDatabase();
  await (await openPostgresStore({ url })).close();
  const broken = writesPiecemeal(url);
  await expect(survivesKills(url, broken, '%with locked as%', 25, 5_000)).rejects.toThrow(
    /half an append|never answered|writes again/,
  );
  await broken.end();
});
