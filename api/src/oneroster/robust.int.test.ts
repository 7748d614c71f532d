import type { EventStore } from '@peremena/events/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOf } from '../../test/oneroster/bundle-of.ts';
import { fiveThousand } from '../../test/oneroster/five-thousand.ts';
import { type Importing, openImporting } from '../../test/oneroster/importing.ts';
import { largeBundle, largeEvents, largeRows } from '../../test/oneroster/large-bundle.ts';
import { plan } from './plan/plan.ts';
import { readBundle } from './reading/read-bundle.ts';

let on: Importing;

beforeAll(async () => {
  on = await openImporting();
});
afterAll(() => on.close());

/** Imports as a new process does. */
async function run(files: Readonly<Record<string, string>>, source: string, log: EventStore = on.store) {
  const made = plan(await readBundle(bundleOf(files)), { today: '2026-11-22', timeZone: 'Europe/Moscow', source });
  return on.bring(made, { fileName: source }, log);
}

test('20 bad rows of 5,000 leave 4,980 imported and 20 listed, each with its place', async () => {
  const { files, bad } = fiveThousand();
  const report = await run(files, 'five');
  expect(report).toMatchObject({ added: 4_980, changed: 0, unchanged: 0, refused: 20, leftAside: 0 });
  expect([...report.refusals].map(({ file, line }) => `${file}:${line}`).toSorted()).toEqual(bad.toSorted());
});

/** A log that is gone after so many appends: the last of them is stored and not answered, as when a process is killed. */
function dying(log: EventStore, appends: number): EventStore {
  let left = appends;
  return {
    ...log,
    append: async (wanted) => {
      if (left <= 0) throw new Error('killed');
      left -= 1;
      const done = await log.append(wanted);
      if (left === 0) throw new Error('killed');
      return done;
    },
  };
}

const [classes, subjects] = [2, 2];
const files = largeBundle(classes, subjects);
const rows = largeRows(classes, subjects);
const appends = 60;

/** Kills an import at each of the given places, runs it again each time, and says how many events are there at the end. */
async function eventsAfterKills(sourceOf: (attempt: number) => string, places: readonly number[]): Promise<bigint> {
  const before = await on.store.head();
  for (const [attempt, place] of places.entries())
    await expect(run(files, sourceOf(attempt), dying(on.store, place))).rejects.toThrow('killed');
  await run(files, sourceOf(places.length));
  return (await on.store.head()) - before;
}

const chance = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

test('an import that is killed again and again, wherever, is finished by running it again: nothing lost, nothing twice', async () => {
  const seed = Math.floor(Math.random() * 1e9);
  const next = chance(seed);
  const expected = largeEvents(classes, subjects);
  for (let trial = 0; trial < 12; trial += 1) {
    // All killed runs together stay short of the whole.
    const places = Array.from({ length: 1 + Math.floor(next() * 4) }, () => 1 + Math.floor((next() * appends) / 5));
    const source = `kill ${seed} ${trial}`;
    expect(await eventsAfterKills(() => source, places), `seed ${seed}, places ${places.join()}`).toBe(expected);
    const again = await run(files, source);
    expect(again, `seed ${seed}`).toMatchObject({ added: 0, changed: 0, unchanged: rows, refused: 0 });
  }
}, 300_000);

test('planted fault: ids that are new in each run leave some of it twice', async () => {
  const found = await eventsAfterKills((attempt) => `anew ${attempt}`, [7, 20]);
  expect(found).toBeGreaterThan(largeEvents(classes, subjects));
});
