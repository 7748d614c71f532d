import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../test/postgres.ts';
import { migrate } from './migrate.ts';

let url: string;
let folder: string;
let sql: postgres.Sql;
beforeAll(async () => {
  url = await freshDatabase();
  sql = postgres(url, { max: 1, onnotice: () => undefined });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-test-'));
  await sql`drop schema if exists migrations cascade`;
  await sql`drop table if exists public.steps`;
});
afterAll(() => sql.end());

const file = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
const steps = async (): Promise<number[]> =>
  (await sql`select step from public.steps order by at`).map((row) => row['step'] as number);

test('runs each file once, in order, however many start at once', async () => {
  await file('0002-second.sql', `insert into public.steps (step) values (2)`);
  await file(
    '0001-first.sql',
    `create table public.steps (at serial, step int); insert into public.steps (step) values (1);`,
  );
  await Promise.all(Array.from({ length: 5 }, () => migrate(url, folder, 'room')));
  await file('0003-third.sql', `insert into public.steps (step) values (3)`);
  await migrate(url, folder, 'room');
  expect(await steps()).toEqual([1, 2, 3]);
  await rm(folder, { recursive: true });
});

test('leaves nothing of a file that fails, and runs it whole when it is mended', async () => {
  await file(
    '0001-first.sql',
    `create table public.steps (at serial, step int); insert into public.steps (step) values (1); select 1 / 0`,
  );
  await expect(migrate(url, folder, 'room')).rejects.toThrow(/division by zero/);
  expect((await sql`select to_regclass('public.steps') as found`)[0]!['found']).toBeNull();
  await file(
    '0001-first.sql',
    `create table public.steps (at serial, step int); insert into public.steps (step) values (1);`,
  );
  await migrate(url, folder, 'room');
  expect(await steps()).toEqual([1]);
});

test('refuses a file that changed after it ran', async () => {
  await file('0001-first.sql', `create table public.steps (at serial, step int)`);
  await migrate(url, folder, 'room');
  await file('0001-first.sql', `create table public.steps (at serial, step bigint)`);
  await expect(migrate(url, folder, 'room')).rejects.toThrow(/has changed/);
});
