import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openPostgresStore } from '@peremena/events/store';
import { expect, test, vi } from 'vitest';
import { addTally, cleanReplay, models } from '../../test/clean-replay.ts';
import { openTestLog } from '../../test/log.ts';
import type { Told } from '../../test/one-of-two.ts';
import { randomOf } from '../../test/random.ts';
import { interleaved, randomStreams } from '../../test/random-term.ts';
import { hashes, openTestReadModels } from '../../test/read-models.ts';
import { projectorLock } from './lock.ts';
import { createWaiting } from './wait.ts';

const program = fileURLToPath(new URL('../../test/one-of-two.ts', import.meta.url));

/** A projector that goes on whenever it asks, until `holdAt` times; then it stands before its statement. */
function projector(url: string, kind: 'guarded' | 'unguarded', holdAt = Number.POSITIVE_INFINITY) {
  const child: ChildProcess = fork(program, [url, kind]);
  const said: Told[] = [];
  let asked = 0;
  child.on('message', (told: Told) => {
    said.push(told);
    if (told === 'asks' && (asked += 1) !== holdAt) child.send('go');
  });
  return {
    child,
    said,
    stands: () => vi.waitFor(() => expect(asked).toBe(holdAt), 60_000),
    end: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** T19: the leader is frozen before a statement and woken when another has long taken its place. Throws where that is seen in the tables. */
async function oneLeads(kind: 'guarded' | 'unguarded'): Promise<void> {
  const { sql, url } = await openTestReadModels();
  await addTally(sql);
  const store = await openPostgresStore({ url });
  const random = randomOf(19);
  const position = await openTestLog(store).append(interleaved(random, randomStreams(random, 12)));
  const first = projector(url, kind, 3);
  await first.stands();
  const second = projector(url, kind);
  try {
    first.child.kill('SIGSTOP');
    // Frozen it still holds the lock: nobody takes its place while the database takes it for alive.
    expect(await projectorLock(sql)).toBe(true);
    await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`;
    const waiting = createWaiting(sql, models);
    const names = models.map(({ name }) => name);
    expect(await waiting.waitFor(names, position, 60_000)).toBe(true);
    expect(second.said).toContain('leads');

    const before = first.said.filter((told) => told === 'went on').length;
    first.child.kill('SIGCONT');
    first.child.send('go');
    // It sends the statement it stood before, and hears that its place was taken.
    await vi.waitFor(
      () => expect(first.said.filter((told) => told === 'went on').length).toBeGreaterThan(before),
      60_000,
    );
    const clean = await cleanReplay(url, store, position);
    expect(await hashes(sql, models), 'what the tables hold').toEqual(clean);

    // The one that leads dies: the woken one takes over.
    await second.end();
    const later = await openTestLog(store).append(interleaved(random, randomStreams(random, 1)));
    expect(await waiting.waitFor(names, later, 60_000)).toBe(true);
    expect(await hashes(sql, models), 'what the tables hold').toEqual(await cleanReplay(url, store, later));
  } finally {
    await Promise.all([first.end(), second.child.exitCode === null && !second.child.killed ? second.end() : null]);
    await Promise.all([sql.end(), store.close()]);
  }
}

test('T19: of two projectors one works; frozen and woken it doubles nothing, and takes over in its turn', () =>
  oneLeads('guarded'));

test('planted fault: a woken projector that does not look where the read model stands is found out', async () => {
  await expect(oneLeads('unguarded')).rejects.toThrow(/what the tables hold/);
});
