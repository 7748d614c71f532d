import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresStore, openVault, type EventStore } from '@peremena/events/store';
import { freshDatabase } from '@peremena/events/test/postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestLog } from '../test/log.ts';
import { id, make, pupils, smallSchool } from '../test/school.ts';
import { all } from './all.ts';
import { openReadModels, type Sql } from './core/connection.ts';
import { lag } from './core/run.ts';
import { tableOf } from './core/projection.ts';
import { createWaiting } from './core/wait.ts';
import { findPerson } from './people/query.ts';
import { startProjector, type Projector } from './worker.ts';

let home: string;
let options: { url: string; vaultUrl: string; masterKeyFile: string };
let store: EventStore;
let sql: Sql;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'peremena-projector-'));
  options = { url: await freshDatabase(), vaultUrl: await freshDatabase(), masterKeyFile: join(home, 'master-key') };
  store = await openPostgresStore({ url: options.url });
  sql = openReadModels({ url: options.url });
});

afterAll(async () => {
  await Promise.all([sql.end(), store.close()]);
  await rm(home, { recursive: true });
});

test(
  'the projector thread fills the tables, says what changed for whom, opens names, rebuilds, and a second one waits for its end',
  { timeout: 300_000 },
  async () => {
    const vault = await openVault({ ...options, url: options.vaultUrl });
    const log = openTestLog(store, vault);
    const position = await log.append([...smallSchool, make.mark(id('lesson'), pupils[0]!, '5')]);
    const topics = new Set<string>();
    const waiting = createWaiting(sql, all);
    const start = (told: (position: bigint) => void): Projector =>
      startProjector(options, {
        progress: (at, hints) => {
          for (const hint of hints) for (const topic of hint.topics) topics.add(`${hint.readModel} ${topic}`);
          told(at);
        },
        failed: (message) => expect.unreachable(message),
        troubled: (message) => console.warn(message),
      });

    const first = start(waiting.noticed);
    await first.ready;
    await expect(waiting.waitFor([], position, 60_000)).resolves.toBe(true);
    await vi.waitFor(() => expect(topics).toContain(`marks pupil:${pupils[0]}`), 60_000);
    await expect(findPerson(sql, pupils[0]!)).resolves.toMatchObject({ short: 'Ёлкина А.' });
    await expect(first.rebuild('all')).resolves.toBe(Number(position));

    const second = start(() => undefined);
    await second.ready;
    await first.stop();
    const later = await log.append([make.mark(id('lesson'), pupils[1]!, '4')]);
    await expect(waiting.waitFor([], later, 60_000)).resolves.toBe(true);
    await expect(lag(sql, store, all.map(tableOf))).resolves.toEqual(new Map(all.map((model) => [tableOf(model), 0])));
    await second.stop();
    await vault.close();
  },
);
