import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder, type DataFolder } from '../data-folder.ts';
import { openDatabases } from './index.ts';

let home: string;
let folder: DataFolder;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'peremena-embedded-'));
  await mkdir(join(home, 'Наша школа'), { mode: 0o700 });
  folder = await openDataFolder({ PEREMENA_DATA: join(home, 'Наша школа', 'data') });
});

afterEach(() => rm(home, { recursive: true, force: true }));

const program = fileURLToPath(new URL('../../test/hold-databases.ts', import.meta.url));

/** Another process that opens the databases of the folder and holds them; answers their address. */
async function holder(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [program, folder.path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, url };
}

async function ask<T>(url: string, query: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, connect_timeout: 2 });
  try {
    return await sql.unsafe<T[]>(query);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

test('in a closed home with spaces and Cyrillic the server is durable, and ends with its only user', async () => {
  const databases = await openDatabases(folder, {});
  const names = `('fsync', 'full_page_writes', 'synchronous_commit')`;
  expect(await ask(databases.databaseUrl, `select distinct setting from pg_settings where name in ${names}`)).toEqual([
    { setting: 'on' },
  ]);
  expect(await ask(databases.vaultUrl, 'select current_database() as name')).toEqual([{ name: 'peremena_vault' }]);
  await databases.stop();
  await expect(ask(databases.databaseUrl, 'select 1')).rejects.toThrow();
});

test('a server that outlived a killed process is adopted with what was written, and stopped by the next', async () => {
  const { child, url } = await holder();
  await ask(url, 'create table kept (x int)');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const databases = await openDatabases(folder, {});
  expect(databases.databaseUrl).toBe(url);
  expect(await ask(databases.databaseUrl, 'select * from kept')).toEqual([]);
  await databases.stop();
  await expect(ask(url, 'select 1')).rejects.toThrow();
});

test('a second process joins, and its leaving does not end the server', async () => {
  const { child, url } = await holder();
  const joined = await openDatabases(folder, {});
  expect(joined.databaseUrl).toBe(url);
  await joined.stop();
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  child.kill('SIGTERM');
  await once(child, 'exit');
  await expect(ask(url, 'select 1')).rejects.toThrow();
});

test('DATABASE_URL comes first and wants a database for the keys', async () => {
  const env = { DATABASE_URL: 'postgres://h/a' };
  await expect(openDatabases(folder, env)).rejects.toThrow('VAULT_URL');
  expect(await openDatabases(folder, { ...env, VAULT_URL: 'postgres://h/b' })).toMatchObject({ embedded: false });
});

test.skipIf(process.getuid?.() !== 0)(
  'root without namespaces gets another account, and its files back later',
  async () => {
    const bin = join(home, 'bin');
    await mkdir(bin);
    await writeFile(join(bin, 'unshare'), '#!/bin/sh\nexit 1\n');
    await chmod(join(bin, 'unshare'), 0o755);
    const path = process.env['PATH'];
    process.env['PATH'] = `${bin}:${path}`;
    try {
      const first = await openDatabases(folder, {});
      await ask(first.databaseUrl, 'create table kept (x int)');
      await first.stop();
    } finally {
      process.env['PATH'] = path;
    }
    const second = await openDatabases(folder, {});
    expect(await ask(second.databaseUrl, 'select * from kept')).toEqual([]);
    await second.stop();
  },
);
