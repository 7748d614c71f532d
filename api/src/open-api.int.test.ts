import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventStoreDb } from '@peremena/events/test/eventstoredb';
import { freshDatabase } from '@peremena/events/test/postgres';
import { parkedEvents, readModels, status, unfinishedTimetables } from '@peremena/projections/queries';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { demoAtStart } from './demo-at-start.ts';
import { migrateRooms, openApi, projectFor } from './open-api.ts';

test('the product works on EventStoreDB: the demo school, read models that follow it, a second start', async () => {
  const home = await mkdtemp(join(tmpdir(), 'peremena-esdb-'));
  const server = await startEventStoreDb();
  const [databaseUrl, vaultUrl] = [await freshDatabase(), await freshDatabase()];
  const places = { databaseUrl, vaultUrl, masterKeyFile: join(home, 'key'), eventStoreUrl: server.url };
  const log = pino({ level: 'silent' });
  const now = new Date('2026-11-22T09:00:00Z');
  const started = async () => {
    await migrateRooms(places);
    const { api, close } = await openApi(places, log);
    const projector = projectFor(api, places, log);
    await projector.ready;
    const end = async () => {
      await projector.stop();
      await close();
    };
    return { parts: { ...api.parts, clock: () => now }, end };
  };
  const first = await started();
  const signIns = await demoAtStart(first.parts, 'small', () => undefined);
  expect(signIns.length).toBeGreaterThan(3);
  expect(await first.parts.waitFor([], await first.parts.store.head(), 120_000)).toBe(true);
  // The timetable the demo publishes is carried out beside: what that notes belongs to the head.
  const carriedOut = async () => expect(await unfinishedTimetables(first.parts.sql)).toEqual([]);
  await vi.waitFor(carriedOut, { timeout: 120_000 });
  const head = await first.parts.store.head();
  expect(await first.parts.waitFor([], head, 120_000)).toBe(true);
  expect(await parkedEvents(first.parts.sql)).toEqual([]);
  const [events] = await first.parts.sql<{ found: boolean }[]>`select to_regclass('log.events') is not null as found`;
  expect(events).toEqual({ found: false });
  await first.end();

  await server.restart();
  const second = await started();
  expect(await demoAtStart(second.parts, 'small', () => undefined)).toEqual(signIns);
  expect(await second.parts.store.head()).toBe(head);
  expect(await second.parts.waitFor([], head, 120_000)).toBe(true);
  const reached = (await status(second.parts.sql, readModels)).map(({ position }) => position);
  expect(new Set(reached)).toEqual(new Set([head]));
  await second.end();
  await server.stop();
  await rm(home, { recursive: true });
});
