import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freshDatabase } from '@peremena/events/test/postgres';
import { openReadModels, type Sql } from '@peremena/projections/queries';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Look } from '../core/look.ts';
import { migrateApi } from '../migrate.ts';
import { openJournal } from './journal.ts';

let [url, sql]: [string, Sql | null] = ['', null];
beforeAll(async () => {
  url = await freshDatabase();
  await migrateApi(url);
  sql = openReadModels({ url });
});
afterAll(() => sql?.end({ timeout: 5 }));
const db = (): Sql => {
  if (!sql) throw new Error('no database');
  return sql;
};

const look = (more: Partial<Look> = {}): Look => ({
  at: '2026-11-20T08:00:00.000Z',
  person: randomUUID(),
  role: 'teacher',
  school: randomUUID(),
  kind: 'journal',
  thing: randomUUID(),
  subjects: [randomUUID(), randomUUID()],
  ...more,
});
const countOf = async ({ person }: Look) =>
  (await db()<{ n: number }[]>`select count(*)::int as n from looks.looks where person_id = ${person}`)[0]?.n;

describe('a look', () => {
  it('is on disk when it is noted, with everybody who was shown', async () => {
    const one = look();
    await openJournal(db()).note(one);
    const [row] =
      await db()`select at, role, kind, thing_id, subjects from looks.looks where person_id = ${one.person}`;
    expect(row).toEqual({
      at: new Date(one.at),
      role: 'teacher',
      kind: 'journal',
      thing_id: one.thing,
      subjects: one.subjects,
    });
  });

  it('is one within ten minutes, however often the page asks; another after that, or of others', async () => {
    const journal = openJournal(db());
    const one = look();
    for (const at of ['08:00', '08:05', '08:09']) await journal.note({ ...one, at: `2026-11-20T${at}:00.000Z` });
    expect(await countOf(one)).toBe(1);
    await journal.note({ ...one, at: '2026-11-20T08:10:00.000Z' });
    await journal.note({ ...one, subjects: [...one.subjects, randomUUID()] });
    expect(await countOf(one)).toBe(3);
  });

  it('is refused where it cannot be written, and the next one is tried again', async () => {
    const nowhere = openReadModels({ url: 'postgres://nobody@127.0.0.1:1/nothing' });
    await expect(openJournal(nowhere).note(look())).rejects.toThrow('look_not_noted');
    await nowhere.end({ timeout: 1 });
    await expect(openJournal(db(), { room: 0 }).note(look())).rejects.toThrow('look_not_noted');
    const journal = openJournal(db());
    const bad = look({ kind: 'x\u0000' as never });
    await expect(journal.note(bad)).rejects.toThrow('look_not_noted');
    await expect(journal.note(look())).resolves.toBeUndefined();
  });

  it('of many at once: every one, in few statements', async () => {
    const journal = openJournal(db());
    const all = Array.from({ length: 900 }, () => look({ person: '00000000-0000-4000-8000-000000000009' }));
    await Promise.all(all.map((one) => journal.note(one)));
    expect(await countOf(look({ person: '00000000-0000-4000-8000-000000000009' }))).toBe(900);
  });
});

/** How many looks that were said to be noted are not there after the process was killed, over some kills at random moments. */
async function lost(kind: 'sound' | 'hasty', kills: number): Promise<{ told: number; lost: number }> {
  const told: string[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const child = fork(fileURLToPath(new URL('../../test/looks/victim.ts', import.meta.url)), [url, kind]);
    let left = 5 + Math.floor(Math.random() * 120);
    child.on('message', (subject: string) => {
      told.push(subject);
      left -= 1;
      if (left <= 0) child.kill('SIGKILL');
    });
    await once(child, 'exit');
  }
  const [row] = await db()<{ n: number }[]>`
    select count(distinct s)::int as n from looks.looks, unnest(subjects) as s where s = any(${told}::uuid[])`;
  return { told: told.length, lost: told.length - (row?.n ?? 0) };
}

describe('T36 killed at any moment', () => {
  test('no look that was answered is missing', async () => {
    const found = await lost('sound', 5);
    console.log(`T36: ${found.told} looks answered before 5 kills, ${found.lost} lost`);
    expect(found.lost).toBe(0);
  });
  test('fault: an answer before its look is written loses some', async () => {
    expect((await lost('hasty', 2)).lost).toBeGreaterThan(0);
  });
});

const changes = [
  `update looks.looks set person_id = gen_random_uuid()`,
  `delete from looks.looks`,
  `truncate looks.looks`,
  `with gone as (delete from looks.looks returning *) select count(*) from gone`,
];
const takeovers = [
  `insert into looks.looks (at, person_id, role, kind, subjects) values (now(), gen_random_uuid(), 'head', 'diary', array[gen_random_uuid()])`,
  `alter table looks.looks disable trigger all`,
  `drop table looks.looks`,
  `create or replace function looks.refuse_change() returns trigger language plpgsql as 'begin return old; end'`,
  `set session_replication_role = replica`,
  `set role peremena_looks`,
];

/** What somebody could do to the journal of a database that holds a look: statements that went through. */
async function possible(of: string, statements: readonly string[]): Promise<readonly string[]> {
  const client = openReadModels({ url: of, max: 1 });
  const done: string[] = [];
  for (const statement of statements)
    await client.unsafe(statement).then(
      () => done.push(statement),
      (error: unknown) => expect((error as { code?: string }).code, statement).toBe('42501'),
    );
  await client.end({ timeout: 5 });
  return done;
}

async function filled(): Promise<string> {
  const of = await freshDatabase();
  await migrateApi(of);
  const client = openReadModels({ url: of, max: 1 });
  await openJournal(client).note(look());
  await client.end({ timeout: 5 });
  return of;
}

async function loginOf(of: string): Promise<string> {
  const admin = openReadModels({ url: of, max: 1 });
  const login = new URL(of);
  login.username = `looker_${login.pathname.slice(1)}`;
  login.password = 'secret';
  await admin.unsafe(`create role ${login.username} login password 'secret' in role peremena_looker`);
  await admin.end({ timeout: 5 });
  return login.href;
}

describe('T36 the journal cannot be changed', () => {
  test('by a login that may only note and read', async () => {
    const login = await loginOf(await filled());
    expect(await possible(login, [...changes, ...takeovers])).toEqual([]);
    const client = openReadModels({ url: login, max: 1 });
    await openJournal(client).note(look());
    await client.end({ timeout: 5 });
  });
  test('not even by the superuser, by mistake', async () => {
    expect(await possible(await filled(), changes)).toEqual([]);
  });
  test('fault: a trigger that is gone is found out', async () => {
    const broken = await filled();
    const admin = openReadModels({ url: broken, max: 1 });
    await admin.unsafe('drop trigger looks_append_only on looks.looks');
    await admin.end({ timeout: 5 });
    expect(await possible(broken, changes)).not.toEqual([]);
  });
});
