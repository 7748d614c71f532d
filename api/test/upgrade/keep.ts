import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rootOfLog } from '@peremena/events/store';
import { startTestPostgres } from '@peremena/events/test/postgres';
import { pino } from 'pino';
import postgres from 'postgres';
import { migrateRooms, openApi } from '../../src/open-api.ts';
import { hashPassword } from '../../src/session/argon2.ts';
import { createSignIns } from '../../src/session/credentials.ts';
import { openSmallSchool, small } from '../small-school.ts';
import type { KeptData, KeptDatabase } from './kept.ts';

/**
 * A program that writes the small school, as this release stores it, to `VERSION.json` beside it: `node api/test/upgrade/keep.ts VERSION`. Run once
 * for each release; a file that is there is never written again.
 */
const release = process.argv[2];
if (!release) throw new Error('Say the version of the release.');
const root = fileURLToPath(new URL('../../../', import.meta.url));
const home = await mkdtemp(join(tmpdir(), 'peremena-keep-'));
const server = await startTestPostgres();
const admin = postgres(server.url, { max: 1, onnotice: () => undefined });
const at = async (name: string): Promise<string> => {
  await admin.unsafe(`create database ${name}`);
  return Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
};

const statements = async (folder: string): Promise<readonly string[]> =>
  Promise.all(
    (await readdir(join(root, folder)))
      .filter((name) => name.endsWith('.sql'))
      .sort()
      .map((name) => readFile(join(root, folder, name), 'utf8')),
  );
const record = `create schema migrations;
  create table migrations.applied (
    room text, name text, hash text not null, at timestamptz not null default now(), primary key (room, name)
  );`;

async function keep(url: string, folders: readonly string[], schemas: readonly string[]): Promise<KeptDatabase> {
  const sql = postgres(url, { max: 1 });
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any(${[...schemas, 'migrations']})
    order by name`;
  const rows: Record<string, never[]> = {};
  for (const { name } of tables) {
    const [found] = await sql.unsafe(`select json_agg(t) as rows from ${name} t`);
    if (found?.['rows']) rows[name] = found['rows'] as never[];
  }
  await sql.end();
  return { schema: [record, ...(await Promise.all(folders.map(statements))).flat()], rows };
}

try {
  const places = {
    databaseUrl: await at('kept'),
    vaultUrl: await at('kept_vault'),
    masterKeyFile: join(home, 'master.key'),
  };
  await migrateRooms(places);
  const { api, close } = await openApi(places, pino({ level: 'warn' }));
  const { store, sql, commands } = api.parts;
  await openSmallSchool(commands);
  const signIn = { login: 'teacher', password: 'перемена-17' };
  const passwordHash = await hashPassword(signIn.password);
  await createSignIns(sql, [{ login: signIn.login, personId: small.teacher, passwordHash }]);
  const proven = await rootOfLog(store);
  await close();
  const kept: KeptData = {
    release,
    database: await keep(places.databaseUrl, ['events/src/store/schema/log', 'api/migrations'], ['log', 'api']),
    vault: await keep(places.vaultUrl, ['events/src/store/schema/vault'], ['vault']),
    masterKey: await readFile(places.masterKeyFile, 'utf8'),
    signIn,
    ...proven,
  };
  await writeFile(new URL(`./${release}.json`, import.meta.url), `${JSON.stringify(kept, null, 1)}\n`, { flag: 'wx' });
} finally {
  await admin.end();
  await server.stop();
  await rm(home, { recursive: true, force: true });
}
