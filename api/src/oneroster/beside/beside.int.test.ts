import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { largeBundle } from '../../../test/oneroster/large-bundle.ts';
import { makeZip } from '../../../test/oneroster/make-zip.ts';
import { openSmallSchool, small } from '../../../test/small-school.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { limits } from '../reading/limits.ts';
import { type Beside, openBeside } from './beside.ts';
import { type Hands, type Piece, work } from './work.ts';

let world: World;
let folder: string;

beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  folder = await mkdtemp(join(tmpdir(), 'beside-'));
  await openSmallSchool(world.api.commands);
  const files = Object.entries(largeBundle(14, 12)).map(([name, text]) => ({ name, content: Buffer.from(text) }));
  await writeFile(join(folder, 'bundle.zip'), makeZip(files));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const piece = (more: Partial<Piece> = {}): Piece => ({
  ...{ path: join(folder, 'bundle.zip'), kind: 'oneroster', schoolId: small.schoolId, encoding: null, decisions: {} },
  ...{ limits, now: small.now, shelves: join(folder, 'shelves'), run: null },
  ...more,
});
const nothing = () => Promise.reject(new Error('a look does nothing'));
const handsWith = (store: Partial<Hands['store']> = {}): Hands => ({
  store: { ...world.store, ...store },
  ...{ sealing: world.api.parts.sealing, makeKeys: nothing, begin: nothing, carry: nothing },
});
const never = new AbortController().signal;

/** Between the last that planning asks of the log and the first that trying asks, this thread goes on with other things. */
async function checkTurns(beside: Beside): Promise<void> {
  let turns = 0;
  let between: number | null = null;
  let asked = false;
  const timer = setInterval(() => (turns += 1), 1);
  const hands = handsWith({
    async readSchool(...wanted) {
      const found = await world.store.readSchool(...wanted);
      [turns, asked] = [0, true];
      return found;
    },
    readStream(...wanted) {
      if (asked) between ??= turns;
      return world.store.readStream(...wanted);
    },
  });
  try {
    const { lines } = await beside.work(piece(), hands, never);
    expect(lines.added).toBeGreaterThan(4_000);
  } finally {
    clearInterval(timer);
    beside.close();
  }
  expect(between).toBeGreaterThan(0);
}

it('a large bundle is planned while this thread goes on', () => checkTurns(openBeside()));

it('planted fault: planning in this thread is found out', async () => {
  await expect(checkTurns({ work, close: () => undefined })).rejects.toThrow('to be greater than 0');
});

it('ended in the middle it stops, and the next piece is worked on', async () => {
  const beside = openBeside();
  const stop = new AbortController();
  const reached = Promise.withResolvers<void>();
  const stuck = handsWith({
    readSchool() {
      reached.resolve();
      return new Promise(() => undefined);
    },
  });
  const ended = beside.work(piece(), stuck, stop.signal);
  await reached.promise;
  stop.abort(new Error('stopped'));
  await expect(ended).rejects.toThrow('stopped');
  expect((await beside.work(piece(), handsWith(), never)).lines.added).toBeGreaterThan(4_000);
  const broken = handsWith({ head: () => Promise.reject(new Error('no log')) });
  await expect(beside.work(piece(), broken, never)).rejects.toThrow('no log');
  await expect(beside.work(piece({ path: join(folder, 'none') }), handsWith(), never)).rejects.toThrow('not_found');
  beside.close();
});
