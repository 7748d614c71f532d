import { stat, statfs } from 'node:fs/promises';
import { openLog, openVault, type Places, unsafeSettings } from '@peremena/events/store';
import {
  lag,
  longestLag,
  openReadModels,
  projectorLock,
  readModels,
  status,
  tableNames,
  type Sql,
} from '@peremena/projections/queries';
import type { DataFolder } from '../data-folder.ts';
import { findBuild } from '../pages.ts';
import { type Finding, ill, warn, well } from './finding.ts';

const gigabyte = 2 ** 30;
const oldestPostgres = 15;

/** Looks at the folder and the machine: who may read it, how much room there is, whether the pages are built. */
export async function examineMachine(folder: DataFolder): Promise<readonly Finding[]> {
  const { mode } = await stat(folder.path);
  const { bavail, bsize } = await statfs(folder.path);
  const free = bavail * bsize;
  const room = { gigabytes: (free / gigabyte).toFixed(1) };
  return [
    (mode & 0o077) === 0 ? well('folder', { path: folder.path }) : warn('folder', { path: folder.path }),
    free > 2 * gigabyte ? well('disk', room) : free > gigabyte / 2 ? warn('disk', room) : ill('disk', room),
    await findBuild().then(
      () => well('pages'),
      () => warn('pages'),
    ),
  ];
}

/** Looks at the databases and what lies in them. A part that cannot be opened is a finding; the others are looked at all the same. */
export async function examineDatabases(places: Places, now: () => Date): Promise<readonly Finding[]> {
  const sql = openReadModels({ url: places.databaseUrl, max: 1 });
  try {
    const database = await found('database', () => server(sql));
    if (database.some(({ state }) => state === 'ill')) return database;
    return [
      ...database,
      ...(await found('safety', () => safety(sql))),
      ...(await found('clock', () => clock(sql, now))),
      ...(await found('vault', () => vault(places))),
      ...(await found('log', () => log(places, sql))),
    ];
  } finally {
    await sql.end({ timeout: 2 });
  }
}

type Look = () => Promise<readonly Finding[]>;

async function found(what: Finding['what'], look: Look): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    const { message, code } = error as { message?: string; code?: string };
    return [ill(what, { error: message || code || String(error) })];
  }
}

async function server(sql: Sql): Promise<readonly Finding[]> {
  const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int / 10000 as version`;
  const version = row!.version;
  return [version >= oldestPostgres ? well('database', { version }) : ill('database', { version })];
}

async function safety(sql: Sql): Promise<readonly Finding[]> {
  const settings = await unsafeSettings(sql);
  return [settings.length === 0 ? well('safety') : ill('safety', { settings: settings.join(', ') })];
}

async function clock(sql: Sql, now: () => Date): Promise<readonly Finding[]> {
  const [row] = await sql<{ at: Date }[]>`select now() as at`;
  const seconds = Math.abs(row!.at.getTime() - now().getTime()) / 1000;
  return [seconds < 5 ? well('clock') : warn('clock', { seconds: Math.round(seconds) })];
}

async function vault({ vaultUrl, masterKeyFile }: Places): Promise<readonly Finding[]> {
  const opened = await openVault({ url: vaultUrl, masterKeyFile });
  await opened.close();
  return [well('vault')];
}

async function log(places: Places, sql: Sql): Promise<readonly Finding[]> {
  const [there] = await sql<{ log: boolean; models: boolean }[]>`
    select to_regclass('log.events') is not null as log, to_regclass('checkpoints') is not null as models`;
  if (!there!.log && places.eventStoreUrl === undefined) return [warn('log')];
  const store = await openLog(places, 'reader');
  try {
    const head = await store.head();
    const followed = there!.models ? await readingOf(sql, store) : [warn('read models')];
    return [well('log', { head: String(head) }), ...followed];
  } finally {
    await store.close();
  }
}

async function readingOf(sql: Sql, store: Parameters<typeof lag>[1]): Promise<readonly Finding[]> {
  const behind = Math.max(...(await lag(sql, store, tableNames)).values());
  const parked = (await status(sql, readModels)).reduce((sum, { parkedEvents }) => sum + parkedEvents, 0);
  const followed = await projectorLock(sql);
  const models = { events: behind >= longestLag ? `${longestLag}+` : behind };
  return [
    behind < 100 ? well('read models', models) : warn('read models', models),
    parked === 0 ? well('parked') : ill('parked', { events: parked }),
    followed ? well('projector') : warn('projector'),
  ];
}
