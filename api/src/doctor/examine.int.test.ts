import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '@peremena/events/test/postgres';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDataFolder } from '../data-folder.ts';
import { migrateRooms, openApi, projectFor } from '../open-api.ts';
import { examineDatabases, examineMachine } from './examine.ts';
import { sentenceOf } from './words.ts';

let home: string;
let places: { databaseUrl: string; vaultUrl: string; masterKeyFile: string };
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'peremena-doctor-'));
  places = { databaseUrl: await freshDatabase(), vaultUrl: await freshDatabase(), masterKeyFile: join(home, 'key') };
});
afterAll(() => rm(home, { recursive: true, force: true }));

const log = pino({ level: 'silent' });
/** What was found, as `what state`; every finding must have its sentence in both languages. */
async function found(change: Partial<typeof places> = {}, now = () => new Date()): Promise<readonly string[]> {
  const findings = await examineDatabases({ ...places, ...change }, now);
  for (const finding of findings)
    for (const language of ['ru', 'en'] as const) expect(sentenceOf(finding, language)).toMatch(/ .+[.?:)]?/);
  return findings.map(({ what, state }) => `${what} ${state}`);
}

describe('doctor', () => {
  it('before the first start says what is yet to come; a server that may forget is ill (the one of the tests does not wait for its disk)', async () => {
    expect(await found()).toEqual(['database well', 'safety ill', 'clock well', 'vault well', 'log warn']);
  });

  it('of a system that works finds nothing but that server; without its projector says so', async () => {
    await migrateRooms(places);
    const { api, close } = await openApi(places, log);
    const projector = projectFor(api, places, log);
    await projector.ready;
    const rest = [
      'database well',
      'safety ill',
      'clock well',
      'vault well',
      'log well',
      'read models well',
      'parked well',
    ];
    await vi.waitFor(async () => expect(await found()).toEqual([...rest, 'projector well']), 60_000);
    await projector.stop();
    await vi.waitFor(async () => expect(await found()).toEqual([...rest, 'projector warn']), 60_000);
    await api.parts.sql`insert into parked_events (read_model, stream, position, event_id, type, reason)
      values ('marks_v1', 'journal-1', 1, ${'11111111-1111-4111-8111-111111111111'}, 'MarkGiven', 'RowRefused')`;
    expect(await found()).toContain('parked ill');
    await close();
  });

  it('names what is wrong and looks at the rest all the same', async () => {
    await writeFile(join(home, 'other'), `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
    expect(await found({ masterKeyFile: join(home, 'other') })).toEqual(
      expect.arrayContaining(['vault ill', 'log well']),
    );
    expect(await found({}, () => new Date(Date.now() + 60_000))).toContain('clock warn');
    expect(await found({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).toEqual(['database ill']);
  });

  it('looks at the folder: others must not read it', async () => {
    const folder = await openDataFolder({ PEREMENA_DATA: join(home, 'data') });
    const states = async () =>
      Object.fromEntries((await examineMachine(folder)).map(({ what, state }) => [what, state]));
    expect((await states())['folder']).toBe('well');
    const open = await mkdtemp(join(tmpdir(), 'peremena-open-'));
    await chmod(open, 0o755);
    expect(await examineMachine({ ...folder, path: open })).toContainEqual({
      what: 'folder',
      state: 'warn',
      facts: { path: open },
    });
    await rm(open, { recursive: true });
  });
});
