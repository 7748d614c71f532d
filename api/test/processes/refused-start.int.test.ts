import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { openPostgresStore } from '@peremena/events/store';
import { startEventStoreDb, type EventStoreDbServer } from '@peremena/events/test/eventstoredb';
import { freshDatabase } from '@peremena/events/test/postgres';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startProxy } from '../../../events/test/proxy.ts';
import { fixture } from '../oneroster/fixture.ts';
import { composeFile } from './compose.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { services } = await composeFile();
let home: string;
let server: EventStoreDbServer;
let places: Readonly<Record<string, string>>;

/** The environment of the compose file, with the log in EventStoreDB and everything where it is here. */
const envOf = (change: Readonly<Record<string, string>> = {}) => ({
  PATH: process.env['PATH'],
  ...services['api']!.environment,
  ...places,
  DATABASE_PASSWORD_FILE: '',
  PORT: '0',
  PEREMENA_METRICS_PORT: '0',
  LANG: 'en_US.UTF-8',
  ...change,
});

/** Runs a program to its end; gives how it ended and its last words. */
async function run(args: readonly string[], change?: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, args, { cwd: root, env: envOf(change), stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: (await closed)[0], said: `${stdout}${stderr}` };
}

const api = services['api']!.command!.slice(1);
const projections = services['projections']!.command!.slice(1);

/** A sentence, no stack, and the exit status of who did not start. */
async function refuses(command: readonly string[], change: Readonly<Record<string, string>>, sentence: RegExp) {
  const { status, said } = await run(command, change);
  expect(said).toMatch(sentence);
  expect(said).not.toMatch(/^\s+at /m);
  expect(status).toBe(1);
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'peremena-start-'));
  server = await startEventStoreDb();
  places = {
    DATABASE_URL: await freshDatabase(),
    VAULT_URL: await freshDatabase(),
    PEREMENA_MASTER_KEY: join(home, 'master.key'),
    PEREMENA_DATA: join(home, 'data'),
    PEREMENA_STORE: 'eventstoredb',
    EVENTSTORE_URL: server.url,
  };
  const imported = await run(['api/src/cli/main.ts', 'import', 'oneroster', fixture('village-1.1')]);
  expect(imported).toMatchObject({ status: 0 });
});
afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

/** An address with something of it changed. */
function changed(url: string, change: (url: URL) => void): string {
  const made = new URL(url);
  change(made);
  return made.href;
}

describe('a start that cannot be well is refused in one sentence that says what to do', () => {
  test('databases that are away, refuse us or are not there', async () => {
    const { DATABASE_URL: at, VAULT_URL: vault } = places as { DATABASE_URL: string; VAULT_URL: string };
    const away = changed(at, (url) => (url.port = '1'));
    await refuses(api, { DATABASE_URL: away }, /does not answer at DATABASE_URL \(.+:1\): is it running/);
    await refuses(projections, { DATABASE_URL: away }, /does not answer at DATABASE_URL \(.+:1\): is it running/);
    const refused = changed(vault, (url) => (url.password = 'wrong'));
    await refuses(api, { VAULT_URL: refused }, /at VAULT_URL \(.+\) refuses the user or the password/);
    const none = changed(at, (url) => (url.pathname = '/nowhere'));
    await refuses(api, { DATABASE_URL: none }, /has no database nowhere: make it first/);
  });

  test('EventStoreDB that is away, frozen or not said', async () => {
    const away = { EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false' };
    await refuses(api, away, /EventStoreDB does not answer at EVENTSTORE_URL/);
    await refuses(projections, away, /EventStoreDB does not answer at EVENTSTORE_URL/);
    await refuses(api, { EVENTSTORE_URL: '' }, /EVENTSTORE_URL is not set/);
    await refuses(api, { PEREMENA_STORE: 'mongodb' }, /it can be postgres or eventstoredb/);
    const frozen = await startProxy(server.url);
    frozen.freeze();
    await refuses(api, { EVENTSTORE_URL: frozen.url }, /EventStoreDB does not answer at EVENTSTORE_URL/);
    await frozen.stop();
  });

  test('a database that a newer release has brought up to date', async () => {
    const url = await freshDatabase();
    const store = await openPostgresStore({ url });
    await store.close();
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    await sql`insert into migrations.applied (room, name, hash) values ('events', '9999-later.sql', 'x')`;
    await sql.end();
    await refuses(api, { DATABASE_URL: url, PEREMENA_STORE: 'postgres' }, /newer release \(events\/9999-later\.sql\)/);
  });

  test('an empty volume where data was: of the keys, of the log', async () => {
    await refuses(api, { VAULT_URL: await freshDatabase() }, /the vault is empty: bring the database of the keys/);
    const projected = await run(['api/src/cli/main.ts', 'projection', 'rebuild', 'people']);
    expect(projected).toMatchObject({ status: 0 });
    const empty = await startEventStoreDb();
    const change = { EVENTSTORE_URL: empty.url };
    await refuses(api, change, /The log is empty, but .+ projection reset/);
    await refuses(projections, change, /The log is empty, but .+ projection reset/);
    await empty.stop();
    const reset = await run(['api/src/cli/main.ts', 'projection', 'reset']);
    expect(reset).toMatchObject({ status: 0, said: expect.stringContaining('The read models are gone') as string });
    expect(await run(['api/src/cli/main.ts', 'projection', 'rebuild', 'people'])).toMatchObject({ status: 0 });
  });
});
