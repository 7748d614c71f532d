import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crashable, type Crashable } from '../../events/test/crashable-postgres.ts';
import { startProxy, type Proxy } from '../../events/test/proxy.ts';
import { until } from '../../events/test/wait.ts';
import { foundSchool, type School } from './school.ts';
import { openWorld, type World } from './world.ts';

let home: string;
let database: Crashable;
let link: Proxy;
let world: World;
let school: School;
let topic: string | null;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'peremena-outages-'));
  database = await crashable(join(home, 'postgres'));
  const sql = postgres(database.url, { max: 1 });
  await sql`create database vault`;
  await sql.end();
  link = await startProxy(database.url);
  const vaultUrl = Object.assign(new URL(link.url), { pathname: '/vault' }).href;
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z'), databases: [link.url, vaultUrl] });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  await world.signIn(school.person.teacher);
  topic = 'Тема 7Б канарейка-17';
});
afterAll(async () => {
  await world.close();
  await link.stop();
  await database.stop();
  await rm(home, { recursive: true, force: true });
});

const status = async (path: string): Promise<number> => (await world.send('GET', path)).status;

/** Sets the topic under one command until it is done; what else it is told is 503 and when to come again. */
async function write(): Promise<void> {
  const [key, next] = [randomUUID(), `Тема ${randomUUID()}`];
  const path = `/api/lessons/${school.own.lesson}/topic`;
  for (;;) {
    const answer = await world.send('PUT', path, {
      as: school.person.teacher,
      key,
      body: { topic: next, saw: topic },
    });
    await answer.arrayBuffer();
    if (answer.status === 200) break;
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, expect.any(String)]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  topic = next;
}

interface Outage {
  readonly name: string;
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
  /** Whether it is bad enough for readiness to turn red; a link that is only cut or slow may not be. */
  readonly red: boolean;
}

const outages: readonly Outage[] = [
  { name: 'is gone', begin: () => link.shut(), end: () => link.open(), red: true },
  { name: 'is frozen', begin: () => link.freeze(), end: () => link.thaw(), red: true },
  { name: 'is frozen and fails over', begin: () => link.freeze(), end: () => link.cut(), red: true },
  { name: 'crashes and recovers', begin: () => database.crash(), end: () => undefined, red: false },
  { name: 'loses every link', begin: () => link.cut(), end: () => undefined, red: false },
  { name: 'answers half a second later', begin: () => link.delay(250), end: () => link.delay(0), red: false },
];

/** T46: through an outage the process answers, readiness says so, and after it all goes on by itself with nothing lost. */
async function goesOn({ name, begin, end, red }: Outage, readiness: string, patienceMs = 20_000): Promise<void> {
  let writing = true;
  let reading: Promise<Response> | undefined;
  let over: number;
  const writes = (async () => {
    while (writing) await write();
  })();
  try {
    await until('ready before', async () => (await status(readiness)) === 200);
    await begin();
    if (red) await until('readiness is red', async () => (await status(readiness)) === 503, patienceMs);
    expect(await status('/healthz')).toBe(200);
    reading = world.send('GET', `/api/lessons/${school.own.lesson}`, { as: school.person.teacher });
    if (!red) await reading;
  } finally {
    await end();
    over = performance.now();
    writing = false;
    await writes;
  }
  await until('ready again', async () => (await status(readiness)) === 200);
  console.log(
    `T46: a database that ${name}: written to and ready again ${Math.round(performance.now() - over)} ms after`,
  );
  expect([200, 503]).toContain((await reading)?.status);
  await world.settled();
  // A link of the pool that broke unnoticed costs one more answer of 503.
  let shown: Response | undefined;
  await until('it is shown', async () => {
    shown = await world.send('GET', `/api/lessons/${school.own.lesson}`, { as: school.person.teacher });
    return shown.status === 200;
  });
  expect(await shown?.json()).toMatchObject({ lesson: { topic } });
}

describe('T46: the database', () => {
  it.each(outages)('$name: the process stands, and goes on by itself', (outage) => goesOn(outage, '/readyz'));

  it('planted fault: readiness that only says that the process answers is found out', async () => {
    await expect(goesOn(outages[0]!, '/healthz', 1_000)).rejects.toThrow(/readiness is red: not within/);
  });
});
