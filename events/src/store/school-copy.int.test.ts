import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEventStoreDb, type EventStoreDbServer } from '../../test/eventstoredb-server.ts';
import { freshDatabase } from '../../test/postgres.ts';
import { until } from '../../test/wait.ts';
import type { SchoolId } from '../index.ts';
import { checks, newSchool, request } from './contract/index.ts';
import { rootOfLog } from './copy-log.ts';
import type { EventStore, StoredEvent } from './event-store.ts';
import { openLog, prepareLog } from './open-log.ts';
import { openPool, type Pool } from './pool.ts';
import { keepSchoolCopy, openSchoolCopy, type SchoolCopy } from './school-copy.ts';

let server: EventStoreDbServer;
let databaseUrl: string;
let store: EventStore;
let copy: SchoolCopy;
let pool: Pool;
beforeAll(async () => {
  server = await startEventStoreDb();
  databaseUrl = await freshDatabase();
  const place = { databaseUrl, eventStoreUrl: server.url };
  await prepareLog(place);
  store = await openLog(place, 'writer');
  copy = openSchoolCopy(databaseUrl);
  pool = openPool({ url: databaseUrl, max: 1, timeLimitMs: 10_000 });
});
afterAll(async () => {
  await Promise.all([store.close(), copy.close(), pool.end()]);
  await server.stop();
});

/** Keeps the copy as the projector does, until it has come to the end of the log. */
async function keptUp(broken: Pick<SchoolCopy, 'begin' | 'keep'> = copy): Promise<void> {
  const stop = new AbortController();
  const keeping = keepSchoolCopy(store, broken, stop.signal);
  const [first] = await store.readAll({ limit: 1 });
  const head = await store.head();
  await until('kept up', async () => (await copy.reached(first!)) === head);
  stop.abort();
  await keeping;
}

const schools: SchoolId[] = Array.from({ length: 5 }, newSchool);
const append = async (count: number): Promise<void> => {
  for (let at = 0; at < count; at += 1) await store.append(request({ school: schools[at % 5]!, events: 1 + (at % 3) }));
};

/** One school as the log itself tells it. */
async function scanned(school: SchoolId): Promise<readonly StoredEvent[]> {
  return (await store.readAll({ limit: 5_000 })).filter(({ metadata }) => metadata.schoolId === school);
}

/** The copy is the log, event by event; and a school read by pages is the school of the log, also where the copy is behind. */
async function tellsTheSame(): Promise<void> {
  const rows = (after: bigint, limit: number) =>
    pool.run(
      (sql) => sql<StoredEvent[]>`
      select position, stream, revision, id, type, data, metadata from log_copy.events where position > ${after} order by position limit ${limit}`,
    );
  const readAll = async ({ after = 0n, limit }: { after?: bigint; limit: number }) => [...(await rows(after, limit))];
  expect(await rootOfLog({ readAll }), 'the root of the copy').toEqual(await rootOfLog(store));
  await append(8);
  const upTo = await store.head();
  for (const school of schools) {
    const read: StoredEvent[] = [];
    for (let after = 0n; ;) {
      const page = await store.readSchool(school, { after, upTo, limit: 3 });
      read.push(...page);
      if (page.length < 3) break;
      after = page.at(-1)!.position;
    }
    expect(read, 'a school').toEqual(await scanned(school));
  }
}

describe('the copy of a log from which schools are read', () => {
  test('is the log, gone on with after a stop, and read beside what it does not hold yet', async () => {
    await append(40);
    await keptUp();
    await tellsTheSame();
    await keptUp();
    await tellsTheSame();
  });

  test.each(checks.filter(({ name }) => /school/.test(name)))('$name', ({ run }) => run(store));

  test('is made anew where it is of another log, or its end is not what the log says', async () => {
    const [first] = await store.readAll({ limit: 1 });
    await pool.run((sql) => sql`update log_copy.reached set first_id = gen_random_uuid()`);
    expect(await copy.reached(first!)).toBe(0n);
    await keptUp();
    await tellsTheSame();
    await pool.run(
      (sql) => sql`update log_copy.events set type = 'Other' where position = (select position from log_copy.reached)`,
    );
    await keptUp();
    await tellsTheSame();
  });

  test('a keeper that was overtaken takes nothing in twice', async () => {
    await append(3);
    const [first] = await store.readAll({ limit: 1 });
    const from = await copy.reached(first!);
    const page = await store.readAll({ after: from, limit: 100 });
    expect(await copy.keep(from, page)).toBe(true);
    expect(await copy.keep(from, page)).toBe(false);
    await keptUp();
    await tellsTheSame();
  });

  test('planted fault: a keeper that leaves out what it has no room for is found out', async () => {
    const forgetful = {
      ...copy,
      keep: (from: bigint, page: readonly StoredEvent[]) => copy.keep(from, page.slice(-2)),
    };
    await append(10);
    await keptUp(forgetful);
    await expect(tellsTheSame()).rejects.toThrow(/the root of the copy/);
  });
});
