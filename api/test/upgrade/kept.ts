import { readFile } from 'node:fs/promises';
import type postgres from 'postgres';

type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** One database as a release left it: the statements that made its schema, and what lies in its tables. */
export interface KeptDatabase {
  readonly schema: readonly string[];
  readonly rows: Rows;
}

/** A data folder as a release wrote it: log and sessions, the vault, the key of keys, and what the log proved to be. */
export interface KeptData {
  readonly release: string;
  readonly database: KeptDatabase;
  readonly vault: KeptDatabase;
  readonly masterKey: string;
  readonly events: number;
  readonly root: string;
  readonly signIn: { readonly login: string; readonly password: string };
}

const fileOf = (release: string): URL => new URL(`./${release}.json`, import.meta.url);

/** Releases whose data is kept; every one of them must open in this one. */
export const releases = ['0.1.0'] as const;

/** The data of a release. */
export async function keptData(release: string): Promise<KeptData> {
  return JSON.parse(await readFile(fileOf(release), 'utf8')) as KeptData;
}

/** Puts a kept database into an empty one. */
export async function restore(sql: postgres.Sql, { schema, rows }: KeptDatabase): Promise<void> {
  for (const statement of schema) await sql.unsafe(statement);
  for (const [table, list] of Object.entries(rows)) {
    if (table === 'log.head') await sql`update log.head set position = ${list[0]!['position'] as number}`;
    else
      await sql.unsafe(`insert into ${table} select * from json_populate_recordset(null::${table}, $1::text::json)`, [
        JSON.stringify(list),
      ]);
  }
}
