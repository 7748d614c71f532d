import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crashable, type Crashable } from '../../test/crashable-postgres.ts';
import { survivesKilledProcesses } from '../../test/killed-processes.ts';
import { freshDatabase } from '../../test/postgres.ts';
import { survivesRestarts } from '../../test/restarts.ts';
import { rounds } from '../../test/rounds.ts';
import type { EventStore } from './event-store.ts';
import { openPostgresStore } from './postgres.ts';

const longMs = 3_600_000;

describe('a process that dies (T01)', () => {
  let databaseUrl: string;
  let store: EventStore;
  beforeAll(async () => {
    databaseUrl = await freshDatabase();
    store = await openPostgresStore({ url: databaseUrl });
  });
  afterAll(() => store.close());

  test(
    'takes nothing with it that was acknowledged, and nothing is doubled',
    async () => {
      const { appends, kills } = rounds;
      const survived = await survivesKilledProcesses({ databaseUrl }, store, { writers: 16, appends, kills });
      console.log('T01, Postgres, lost 0, doubled 0:', survived);
      expect(survived.appends).toBe(appends);
    },
    longMs,
  );

  test('planted fault: an answer before it is stored is found out', async () => {
    const place = { databaseUrl, hasty: true };
    const some = { writers: 16, appends: 600, kills: 2 };
    await expect(survivesKilledProcesses(place, store, some)).rejects.toThrow(/acknowledged and not there/);
  });
});

describe('a database that crashes (T02)', () => {
  let home: string;
  let database: Crashable;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'peremena-crashes-'));
    database = await crashable(join(home, 'postgres'));
  });
  afterAll(async () => {
    await database.stop();
    await rm(home, { recursive: true, force: true });
  });

  const survives = async (times: number) => {
    const fresh = () => openPostgresStore({ url: database.url, limits: { timeLimitMs: 5_000 } });
    const store = await fresh();
    try {
      return await survivesRestarts(store, fresh, () => database.crash(), { writers: 16, times });
    } finally {
      await store.close();
    }
  };

  test(
    'has everything that was acknowledged when it is back',
    async () => {
      const fates = await survives(rounds.crashes);
      console.log(`T02, Postgres crashed ${rounds.crashes} times, lost 0, doubled 0:`, fates);
      expect(fates.acknowledged).toBeGreaterThan(0);
    },
    longMs,
  );

  test('planted fault: a commit that is not waited for is found out', async () => {
    await database.restart({ synchronous_commit: 'off', wal_writer_delay: '10s' });
    await expect(survives(3)).rejects.toThrow(/acknowledged and not there/);
  });
});
