import { expect, test, vi } from 'vitest';
import { openTestReadModels } from '../../test/read-models.ts';
import { all } from '../all.ts';
import { openReadModels } from './connection.ts';
import { createWaiting, type Waiting } from './wait.ts';

/** A reader was told of a position that the tables no longer show, and all its links end. Throws where it goes on believing. */
async function doubts(told: (waiting: Waiting) => () => void, patienceMs = 60_000): Promise<void> {
  const { sql, url } = await openTestReadModels();
  let ended = (): void => undefined;
  const own = openReadModels({ url, onclose: () => ended() });
  const waiting = createWaiting(own, all);
  ended = told(waiting);
  await own`select 1`;
  waiting.noticed(17n);
  expect(await waiting.waitFor([], 17n, 0)).toBe(true);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  try {
    await vi.waitFor(
      async () => expect(await waiting.waitFor([], 17n, 0).catch(() => true), 'believes').toBe(false),
      patienceMs,
    );
    // Told anew, it believes again.
    waiting.noticed(17n);
    expect(await waiting.waitFor([], 17n, 0)).toBe(true);
  } finally {
    await Promise.all([sql.end(), own.end()]);
  }
}

test('whoever lost a link to the database looks at the checkpoints until told anew', () =>
  doubts((waiting) => waiting.doubt));

test('planted fault: one who goes on believing what was told before is found out', async () => {
  await expect(doubts(() => () => undefined, 1_000)).rejects.toThrow(/believes/);
});
