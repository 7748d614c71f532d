import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresStore, openVault } from '@peremena/events/store';
import { crashable } from '../../events/test/crashable-postgres.ts';
import { freshDatabase } from '@peremena/events/test/postgres';
import { until } from '../../events/test/wait.ts';
import { describe, expect, it } from 'vitest';
import { openTestLog } from '../test/log.ts';
import { id, make, pupils, smallSchool } from '../test/school.ts';
import { all } from './all.ts';
import { checkpoints } from './core/checkpoint.ts';
import { openReadModels } from './core/connection.ts';
import type { Progress } from './core/hint.ts';
import { tableOf } from './core/projection.ts';
import { run } from './core/run.ts';
import { createWaiting, type Waiting } from './core/wait.ts';
import { openProjector, readingOf, type OpenProjector, type ProjectorOptions } from './projector.ts';

/** What runs after a crash, and who is told that links ended. */
interface Parts {
  readonly open: (options: ProjectorOptions) => Promise<OpenProjector>;
  readonly doubt: (waiting: Waiting) => () => void;
}

const sound: Parts = { open: openProjector, doubt: (waiting) => waiting.doubt };

/** Broken on purpose: goes on after a crash with what it remembers of the read models. */
const remembering: Parts['open'] = async (options) => {
  const projector = await openProjector(options);
  const [store, vault] = await Promise.all([
    openPostgresStore({ url: options.url }),
    openVault({ ...options, url: options.vaultUrl }),
  ]);
  const sql = openReadModels({ url: options.url, derived: true });
  return {
    ...projector,
    run: (signal, progress) => run({ sql, store, reading: readingOf(vault), models: all, signal, progress }),
    close: async () => void (await Promise.all([projector.close(), store.close(), vault.close(), sql.end()])),
  };
};

/** Crashes right after something was shown, nothing being written after it. Throws where the read models stay behind or are believed to be whole. */
async function madeAgain({ open, doubt }: Parts, crashes: number, patienceMs = 120_000): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'peremena-crashed-'));
  const database = await crashable(join(home, 'postgres'));
  const places = {
    url: database.url,
    vaultUrl: await freshDatabase(),
    masterKeyFile: join(home, 'master-key'),
  };
  const store = await openPostgresStore({ url: places.url });
  const vault = await openVault({ ...places, url: places.vaultUrl });
  const projector = await open(places);
  let told = (): void => undefined;
  const sql = openReadModels({ url: places.url, onclose: () => told() });
  const waiting = createWaiting(sql, all);
  told = doubt(waiting);
  const progress: Progress = (position) => waiting.noticed(position);
  const stop = new AbortController();
  const running = projector.run(stop.signal, progress);
  const stand = async () => Math.min(...[...(await checkpoints(sql, all.map(tableOf))).values()].map(Number));
  const log = openTestLog(store, vault);
  try {
    await log.append(smallSchool);
    for (let crash = 0; crash < crashes; crash += 1) {
      const position = await log.append([make.mark(id(`lesson ${crash}`), pupils[0]!, '5')]);
      expect(await waiting.waitFor([], position, 120_000), 'shown').toBe(true);
      await database.crash();
      const believed = await waiting.waitFor([], position, 0).catch(() => false);
      if (believed) expect(await stand(), 'what is believed to be shown').toBeGreaterThanOrEqual(Number(position));
      await until('all is made again', async () => (await stand()) >= Number(position), patienceMs);
    }
  } finally {
    stop.abort();
    await running;
    await Promise.all([projector.close(), sql.end({ timeout: 1 }), store.close(), vault.close()]);
    await database.stop();
    await rm(home, { recursive: true, force: true });
  }
}

describe('a crash of the database that takes the last moments of the read models', () => {
  it('is noticed by a projector that has nothing to do: they are made again, and nobody takes them for whole before', () =>
    madeAgain(sound, 6));

  it('planted fault: a projector that goes on with what it remembers is found out', async () => {
    await expect(madeAgain({ ...sound, open: remembering }, 40, 3_000)).rejects.toThrow(/all is made again/);
  });
});
