import { afterAll, beforeAll, expect, test } from 'vitest';
import { hastySwitch } from '../../test/faults.ts';
import { openTestLog, type TestLog } from '../../test/log.ts';
import { randomOf } from '../../test/random.ts';
import { interleaved, randomStreams } from '../../test/random-term.ts';
import { hashes, openTestReadModels } from '../../test/read-models.ts';
import { id, make } from '../../test/school.ts';
import { all } from '../all.ts';
import type { Sql } from './connection.ts';
import { rebuild } from './rebuild.ts';
import { run } from './run.ts';
import { createWaiting, type Waiting } from './wait.ts';

let log: TestLog;
let sql: Sql;
let waiting: Waiting;
let running: Promise<void>;
let position: bigint;
const stop = new AbortController();
const go = new AbortController().signal;

beforeAll(async () => {
  log = openTestLog();
  ({ sql } = await openTestReadModels());
  const random = randomOf(7);
  position = await log.append(interleaved(random, randomStreams(random, 10)));
  waiting = createWaiting(sql, all);
  running = run({ sql, ...log, models: all, signal: stop.signal });
  await waiting.waitFor([], position, 60_000);
});
afterAll(async () => {
  stop.abort();
  await running;
  await sql.end();
});

test('a rebuild gives the same rows, indexes and a logged table again, and mends what was changed by hand', async () => {
  const before = await hashes(sql);
  const indexes = () => sql`select count(*)::int as indexes, bool_and(relpersistence = 'p') as logged,
      array_agg(c.relname order by c.relname) filter (where not i.indisprimary) as names
    from pg_index i join pg_class c on c.oid = i.indexrelid where c.relnamespace = 'read_models'::regnamespace and c.relname <> 'rebuilds_pkey'`;
  const shape = await indexes();
  await sql`update marks_v1 set value = '5'`;
  await sql`delete from lessons_v2`;
  await expect(rebuild({ sql, ...log, models: all, signal: go, pageSize: 50 })).resolves.toBe(Number(position));
  expect(await hashes(sql)).toEqual(before);
  expect(await indexes()).toEqual(shape);
  await expect(sql`select 1 from checkpoints where read_model like '%next'`).resolves.toHaveLength(0);
});

/** A rebuild that is stopped behind position 60; gives how many events it read. */
async function stopped(code?: string): Promise<number> {
  const halfway = new AbortController();
  return rebuild({
    sql,
    ...log,
    models: all,
    signal: halfway.signal,
    pageSize: 20,
    progress: (at) => at > 60n && halfway.abort(),
    ...(code ? { code } : {}),
  });
}

test('a rebuild that is stopped leaves the live tables alone, and the next one goes on with what it left', async () => {
  const before = await hashes(sql);
  const first = await stopped();
  expect(await hashes(sql)).toEqual(before);
  const rest = await rebuild({ sql, ...log, models: all, signal: go });
  expect(first + rest).toBe(Number(position));
  expect(await hashes(sql)).toEqual(before);
});

test('what other code left is made anew', async () => {
  const before = await hashes(sql);
  await stopped('other code');
  await expect(rebuild({ sql, ...log, models: all, signal: go })).resolves.toBe(Number(position));
  expect(await hashes(sql)).toEqual(before);
  await expect(sql`select 1 from rebuilds`).resolves.toHaveLength(0);
});

/** While marks are given and read, a rebuild loses none, doubles none, fails no read and never shows an older state. */
async function checkBeside(rebuilt: typeof rebuild): Promise<void> {
  const lesson = id(`busy ${Math.random()}`);
  let given = 0;
  let shown = 0;
  let busy = true;
  const problems: unknown[] = [];
  const reading = async (): Promise<void> => {
    while (busy) {
      const [row] = await sql<
        { marks: number }[]
      >`select count(*)::int as marks from marks_v1 where lesson_id = ${lesson}`;
      if (row!.marks < shown) problems.push(`${shown} marks were shown, now ${row!.marks}`);
      shown = row!.marks;
    }
  };
  const writing = async (): Promise<void> => {
    while (busy) {
      given += 1;
      position = await log.append([make.mark(lesson, id(`pupil ${given}`), '4')]);
      await waiting.waitFor(['marks'], position, 60_000);
    }
  };
  const beside = [reading(), writing()].map((one) => one.catch((error: unknown) => problems.push(error)));
  for (let time = 0; time < 3; time += 1) await rebuilt({ sql, ...log, models: all, signal: go, pageSize: 40 });
  busy = false;
  await Promise.all(beside);
  await waiting.waitFor([], position, 60_000);
  expect(problems).toEqual([]);
  await expect(sql`select count(*)::int as marks from marks_v1 where lesson_id = ${lesson}`).resolves.toEqual([
    { marks: given },
  ]);
}

test('a rebuild beside the living: no read fails, no mark is lost, nothing old is shown', { timeout: 300_000 }, () =>
  checkBeside(rebuild),
);

test('planted fault: a switch to a table that is behind is found out', { timeout: 300_000 }, async () => {
  await expect(checkBeside(hastySwitch)).rejects.toThrow();
});
