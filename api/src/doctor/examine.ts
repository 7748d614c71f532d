import { stat, statfs } from 'node:fs/promises';
import { type EventStore, openLog, openVault, type Places, unsafeSettings, type Vault } from '@peremena/events/store';
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

type Log = Pick<EventStore, 'head' | 'readAll'>;

/** Looks at what a running API has open, as the doctor would from outside. */
export async function examineOpen(
  { sql, store, vault: keys }: { readonly sql: Sql; readonly store: Log; readonly vault: Pick<Vault, 'isEmpty'> },
  now: () => Date,
): Promise<readonly Finding[]> {
  const lists = await Promise.all([
    found('database', () => server(sql)),
    found('safety', () => safety(sql)),
    found('clock', () => clock(sql, now)),
    found('vault', () => keys.isEmpty().then(() => [well('vault')])),
    followed(sql, store),
  ]);
  return lists.flat();
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
    if (there!.models) return await followed(sql, store);
    return [well('log', { head: String(await store.head()) }), warn('read models')];
  } finally {
    await store.close();
  }
}

/** The log, and how it is followed; what is behind it can be told only while it can be read. */
async function followed(sql: Sql, store: Log): Promise<readonly Finding[]> {
  const head = await found('log', async () => [well('log', { head: String(await store.head()) })]);
  const read = head.every(({ state }) => state === 'well');
  return [
    ...head,
    ...(read ? await found('read models', async () => [await behind(sql, store)]) : []),
    ...(await found('parked', async () => [await parked(sql)])),
    ...(await found('projector', async () => [(await projectorLock(sql)) ? well('projector') : warn('projector')])),
  ];
}

async function behind(sql: Sql, store: Log): Promise<Finding> {
  const most = Math.max(...(await lag(sql, store, tableNames)).values());
  const events = { events: most >= longestLag ? `${longestLag}+` : most };
  return most < 100 ? well('read models', events) : warn('read models', events);
}

async function parked(sql: Sql): Promise<Finding> {
  const events = (await status(sql, readModels)).reduce((sum, { parkedEvents }) => sum + parkedEvents, 0);
  return events === 0 ? well('parked') : ill('parked', { events });
}
