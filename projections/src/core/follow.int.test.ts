import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '@peremena/events';
import { openPostgresStore, openVault, type EventStore, type Vault } from '@peremena/events/store';
import { freshDatabase } from '@peremena/events/test/postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { forgetful } from '../../test/faults.ts';
import { openTestLog } from '../../test/log.ts';
import { id, make, pupils, smallSchool } from '../../test/school.ts';
import { all } from '../all.ts';
import { openProjector } from '../projector.ts';
import { openReadModels, type Sql } from './connection.ts';
import { followProgress, progressNotifier } from './follow.ts';
import type { Hint, Progress } from './hint.ts';

let home: string;
let places: { url: string; vaultUrl: string; masterKeyFile: string };
let store: EventStore;
let vault: Vault;
let sql: Sql;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'peremena-follower-'));
  places = { url: await freshDatabase(), vaultUrl: await freshDatabase(), masterKeyFile: join(home, 'master-key') };
  store = await openPostgresStore({ url: places.url });
  vault = await openVault({ ...places, url: places.vaultUrl });
  sql = openReadModels({ url: places.url });
});
afterAll(async () => {
  await Promise.all([sql.end(), store.close(), vault.close()]);
  await rm(home, { recursive: true });
});

/** Everything said about whom, as `read model topic`, and the last position. */
function ear() {
  const heard = new Set<string>();
  let last = -1n;
  const progress: Progress = (position, hints: readonly Hint[]) => {
    for (const { readModel, topics } of hints) for (const topic of topics) heard.add(`${readModel} ${topic}`);
    last = position;
  };
  return { heard, progress, last: () => last };
}

/** What two followers and the projector itself say of the same events. Throws where a follower says less or something else. */
async function agree(follow: typeof followProgress, notifies: boolean): Promise<void> {
  const [own, first, second] = [ear(), ear(), ear()];
  const stop = new AbortController();
  const following = [first, second].map(({ progress }) =>
    follow({ url: places.url, sql, store, models: all, decode, progress, signal: stop.signal }),
  );
  const projector = await openProjector(places);
  const log = openTestLog(store, vault);
  const settled = (at: bigint) =>
    vi.waitFor(() => expect([own, first, second].map(({ last }) => last())).toEqual([at, at, at]), 60_000);
  const notify = progressNotifier(sql);
  const running = projector.run(stop.signal, (position, hints) => {
    own.progress(position, hints);
    if (notifies) notify(position);
  });
  try {
    await settled(await store.head());
    for (const { heard } of [own, first, second]) heard.clear();
    for (const [at, pupil] of pupils.entries())
      await settled(
        await log.append([...(at === 0 ? smallSchool : []), make.mark(id(`lesson ${Math.random()}`), pupil, '5')]),
      );
    expect(own.heard.size).toBeGreaterThan(10);
    expect([...first.heard].sort()).toEqual([...own.heard].sort());
    expect([...second.heard].sort()).toEqual([...own.heard].sort());
  } finally {
    stop.abort();
    await Promise.all([running, ...following]);
    await projector.close();
  }
}

describe('a projector in another process', () => {
  it('is heard by everybody who follows it: the same of the same, with and without notifications', async () => {
    await agree(followProgress, true);
    await agree(followProgress, false);
  });

  it('fault: a follower that goes on from where the log ends says less', async () => {
    await expect(agree(forgetful, true)).rejects.toThrow(/deeply equal/);
  });

  it('is waited for where its tables are not there yet', async () => {
    const url = await freshDatabase();
    const [early, stop, troubles] = [ear(), new AbortController(), [] as unknown[]];
    const later = await openPostgresStore({ url });
    const own = openReadModels({ url });
    const following = followProgress({
      url,
      sql: own,
      store: later,
      models: all,
      decode,
      progress: early.progress,
      signal: stop.signal,
      troubled: (error) => troubles.push(error),
    });
    await vi.waitFor(() => expect(troubles.length).toBeGreaterThan(0), 60_000);
    const projector = await openProjector({ ...places, url });
    await vi.waitFor(() => expect(early.last()).toBe(0n), 60_000);
    stop.abort();
    await Promise.all([following, projector.close(), later.close()]);
    await own.end();
  });
});
