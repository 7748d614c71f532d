import postgres from 'postgres';
import { expect, test } from 'vitest';
import { numbersBySequence } from '../../test/broken-stores.ts';
import { skipsNothing } from '../../test/order.ts';
import { freshDatabase } from '../../test/postgres.ts';
import { appendStatement } from './batch.ts';
import { checkAppend } from './check-append.ts';
import { request } from './contract/index.ts';
import type { AppendRequest } from './event-store.ts';
import { openPostgresStore } from './postgres.ts';

/** Several processes write, some of them slowly, and some of their transactions come to nothing (T06). */
test('a reader that polls skips nothing', async () => {
  const url = await freshDatabase();
  const stores = [await openPostgresStore({ url }), await openPostgresStore({ url }), await openPostgresStore({ url })];
  const raw = postgres(url, { max: 4, onnotice: () => undefined });
  let turn = 0;
  const append = async (one: AppendRequest) => {
    turn += 1;
    if (turn % 20 === 0) await raw.unsafe(`${literal(request())}; select 1 / 0`).catch(() => undefined);
    if (turn % 50 === 0) await raw.unsafe(`${literal(request())}; select pg_sleep(0.02)`);
    return stores[turn % stores.length]!.append(one);
  };
  await skipsNothing({ append, readAll: stores[0]!.readAll }, 32, 60, true);
  await raw.end();
  await Promise.all(stores.map((store) => store.close()));
});

test('planted fault: a reader of a sequence skips what commits late', async () => {
  const broken = await numbersBySequence(await freshDatabase());
  await expect(skipsNothing(broken, 32, 30, false)).rejects.toThrow(/missed/);
  await broken.end();
});

function literal(one: AppendRequest): string {
  const { text, values } = appendStatement([{ request: one, checked: checkAppend(one) }]);
  return text.replace(/\$(\d+)/g, (_, index: string) => `'${values[Number(index) - 1]!.replaceAll("'", "''")}'`);
}
