import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresStore, rootOfLog } from '@peremena/events/store';
import { freshDatabase } from '@peremena/events/test/postgres';
import { findPerson } from '@peremena/projections/queries';
import { pino } from 'pino';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { migrateRooms, openApi, projectFor } from '../../src/open-api.ts';
import { small } from '../small-school.ts';
import { keptData, releases, restore, type KeptDatabase } from './kept.ts';

/** A fresh database with what was kept in it. */
async function restored(kept: KeptDatabase): Promise<string> {
  const url = await freshDatabase();
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await restore(sql, kept);
  await sql.end();
  return url;
}

test.each(releases)(
  'data of release %s opens in this one: nothing is lost, names can be read, people sign in',
  async (release) => {
    const kept = await keptData(release);
    const home = await mkdtemp(join(tmpdir(), 'peremena-upgrade-'));
    const masterKeyFile = join(home, 'master.key');
    await writeFile(masterKeyFile, kept.masterKey, { mode: 0o600 });
    const places = { databaseUrl: await restored(kept.database), vaultUrl: await restored(kept.vault), masterKeyFile };
    const log = pino({ level: 'silent' });

    await migrateRooms(places);
    const { api, close } = await openApi(places, log);
    const { store, sql, waitFor } = api.parts;
    expect(await rootOfLog(store)).toEqual({ events: kept.events, root: kept.root });

    const projector = projectFor(api, places, log);
    await projector.ready;
    expect(await waitFor([], await store.head(), 120_000)).toBe(true);
    expect(await findPerson(sql, small.teacher)).toMatchObject({ name: { family: 'Кравцова' } });
    const parked = await sql`select 1 from parked_events`;
    expect(parked).toHaveLength(0);

    const signedIn = await api.fetch(
      new Request('http://school.test/api/session', {
        method: 'POST',
        headers: { origin: 'http://school.test', 'content-type': 'application/json' },
        body: JSON.stringify(kept.signIn),
      }),
    );
    expect(signedIn.status).toBe(200);
    await projector.stop();
    await close();
    await rm(home, { recursive: true, force: true });
  },
);

test('planted fault: data with one letter of an event changed is found out by its root', async () => {
  const kept = await keptData(releases[0]);
  const events = kept.database.rows['log.events']!.map((row) => ({ ...row }));
  const opened = events.find(({ type }) => type === 'SchoolOpened')!;
  Object.assign(opened, { data: { ...(opened as { data: object }).data, title: 'Школа № 71' } });
  const url = await restored({ ...kept.database, rows: { ...kept.database.rows, 'log.events': events } });
  const store = await openPostgresStore({ url });
  const { root } = await rootOfLog(store);
  await store.close();
  expect(root).not.toBe(kept.root);
});
