import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openPostgresStore } from '@peremena/events/store';
import { expect, test } from 'vitest';
import { openTestLog } from '../../test/log.ts';
import { randomOf } from '../../test/random.ts';
import { interleaved, randomStreams } from '../../test/random-term.ts';
import { hashes, openTestReadModels } from '../../test/read-models.ts';
import { addTally, cleanReplay, models } from '../../test/clean-replay.ts';
import type { Told } from '../../test/victim.ts';
import { createWaiting } from './wait.ts';

const victim = fileURLToPath(new URL('../../test/victim.ts', import.meta.url));

/** Runs a projector until it tells of its `count`th statement for the tally, or has no more to do, and kills it there and then. */
async function killedAt(child: ChildProcess, count: number, atRest: Promise<boolean>): Promise<void> {
  let left = count;
  void atRest.then(() => child.kill('SIGKILL'));
  child.on('message', (told: Told) => {
    if (told.table === 'tally_v1') left -= 1;
    if (left <= 0) child.kill('SIGKILL');
    else if (told.at === 'between') child.send('go');
  });
  await once(child, 'exit');
}

/** A projector killed again and again leaves the rows of a clean replay. */
async function checkKilled(seed: number, kind: 'whole' | 'split', kills: number): Promise<void> {
  const random = randomOf(seed);
  const { sql, url } = await openTestReadModels();
  await addTally(sql);
  const store = await openPostgresStore({ url });
  const position = await openTestLog(store).append(interleaved(random, randomStreams(random, 12)));
  const start = (): ChildProcess => fork(victim, [url, kind, String(2 + random(8))]);

  const { waitFor } = createWaiting(sql, models);
  for (let kill = 0; kill < kills; kill += 1) {
    await killedAt(start(), 1 + random(6), waitFor(['tally'], position, 60_000));
  }
  const last = start();
  last.on('message', (told: Told) => told.at === 'between' && last.send('go'));
  const reached = await waitFor(
    models.map((model) => model.name),
    position,
    60_000,
  );
  last.kill('SIGKILL');
  await once(last, 'exit');

  const clean = await cleanReplay(url, store, position);
  const found = [reached, await hashes(sql, models), await sql`select read_model, position from parked_events`];
  const expected = [true, clean, []];
  await Promise.all([sql.end(), store.close()]);
  expect(found, `seed ${seed}`).toEqual(expected);
}

const seed = Math.floor(Math.random() * 1_000_000);

test(
  `T12: a projector killed in the middle of its work leaves every effect once (seed ${seed})`,
  { timeout: 300_000 },
  () => checkKilled(seed, 'whole', 4),
);

test('planted fault: a checkpoint in a second statement is found out', { timeout: 300_000 }, async () => {
  // When a kill meets the gap between the two is chance.
  const tries = 8;
  for (let one = 1; one <= tries; one += 1) {
    const found = await checkKilled(one, 'split', 2).then(() => null, String);
    if (found !== null) return expect(found).toContain(`seed ${one}`);
  }
  expect.fail(`not found in ${tries} tries`);
});
