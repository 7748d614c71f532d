import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { startFailure } from './start-failure.ts';

const lock = 7_361_536_401;

const prepareRecord = `
  select pg_advisory_xact_lock(${lock});
  create schema if not exists migrations;
  create table if not exists migrations.applied (
    room text, name text, hash text not null, at timestamptz not null default now(), primary key (room, name)
  );`;

/**
 * Brings the schema of one room up to date: runs the `.sql` files of `folder` that this database has not seen, in the order of their
 * names. Each file and the note that it ran are one statement under one advisory lock, so several processes may start at once. Uses a
 * connection of its own. Throws one sentence that says what to do where the database cannot be used: it is away, refuses us, was brought up to
 * date by another release, or a file that ran before has changed since.
 */
export async function migrate(url: string, folder: string, room: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const sql = postgres(url, { max: 1, fetch_types: false, connect_timeout: 10, onnotice: () => undefined });
  try {
    const [known] = await sql`select to_regclass('migrations.applied') is not null as found`;
    if (!known?.['found']) await sql.unsafe(prepareRecord);
    const rows = await sql`select name, hash from migrations.applied where room = ${room}`;
    const applied = new Map(rows.map((row) => [row['name'] as string, row['hash'] as string]));
    const newer = [...applied.keys()].filter((name) => !files.includes(name)).sort();
    if (newer.length > 0)
      throw new Error(
        `This database was brought up to date by a newer release (${room}/${newer.at(-1)}): start that release, or restore a backup of before.`,
      );
    for (const name of files) await run(sql, room, name, await readFile(join(folder, name), 'utf8'), applied.get(name));
  } catch (error) {
    throw startFailure(error, url, room === 'vault' ? 'VAULT_URL' : 'DATABASE_URL');
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function run(
  sql: postgres.Sql,
  room: string,
  name: string,
  text: string,
  before: string | undefined,
): Promise<void> {
  const hash = createHash('sha256').update(text).digest('hex');
  if (before !== undefined && before !== hash)
    throw new Error(`migration ${room}/${name} has changed after it was applied`);
  if (before !== undefined) return;
  const note = `insert into migrations.applied (room, name, hash) values (${quote(room)}, ${quote(name)}, '${hash}')`;
  try {
    await sql.unsafe(`select pg_advisory_xact_lock(${lock}); ${note};\n${text}`);
  } catch (error) {
    // Somebody else's start ran it while we waited for the lock.
    if (error instanceof postgres.PostgresError && error.constraint_name === 'applied_pkey') return;
    throw error;
  }
}

const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`;
