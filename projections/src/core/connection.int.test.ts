import { openPool } from '@peremena/events/store';
import { freshDatabase } from '@peremena/events/test/postgres';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { openReadModels } from './connection.ts';

const said = (rows: readonly { readonly jit?: unknown }[]) => rows[0]?.jit;

/** Asks each connection whether the server may compile its statements. Throws where one may. */
async function compilesNothing(
  opened: (url: string) => readonly { ask: () => Promise<unknown>; end: () => unknown }[],
) {
  for (const { ask, end } of opened(await freshDatabase())) {
    const answer = await ask();
    await end();
    expect(answer, 'jit').toBe('off');
  }
}

test('no statement of ours is compiled by the server: an append would take a hundred times as long', () =>
  compilesNothing((url) => {
    const [log, readModels] = [openPool({ url, max: 1, timeLimitMs: 10_000 }), openReadModels({ url, max: 1 })];
    return [
      { ask: async () => said(await log.run((sql) => sql`show jit`)), end: log.end },
      { ask: async () => said(await readModels`show jit`), end: () => readModels.end() },
    ];
  }));

test('planted fault: a connection as the driver opens it is found out', async () => {
  const plain = (url: string) => {
    const sql = postgres(url, { max: 1 });
    return [{ ask: async () => said(await sql`show jit`), end: () => sql.end() }];
  };
  await expect(compilesNothing(plain)).rejects.toThrow(/jit/);
});
