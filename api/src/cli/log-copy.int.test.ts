import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { openEventStoreDb, openPostgresStore, rootOfLog, type EventStore } from '@peremena/events/store';
import { startEventStoreDb, type EventStoreDbServer } from '@peremena/events/test/eventstoredb';
import { freshDatabase } from '@peremena/events/test/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendTerm } from '../../../projections/bench/term-log.ts';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
let server: EventStoreDbServer;
let url: string;
let source: EventStore;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  [server, url] = [await startEventStoreDb(), await freshDatabase()];
  source = await openPostgresStore({ url });
  env = {
    ...process.env,
    DATABASE_URL: url,
    VAULT_URL: url,
    EVENTSTORE_URL: server.url,
    LANG: 'en_US.UTF-8',
    LC_ALL: '',
  };
  await appendTerm(source, { events: 2_000, lessons: true });
});
afterAll(async () => {
  await source.close();
  await server.stop();
});

/** Runs the command line to its end, or kills it outright when `cut` aborts. */
async function cli(args: readonly string[], cut?: AbortSignal) {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  cut?.addEventListener('abort', () => child.kill('SIGKILL'));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: (await closed)[0], last: stdout.trimEnd().split('\n').at(-1), stderr };
}

test('a log goes into another store, also when the copy is killed on the way, and back', async () => {
  const { root, events } = await rootOfLog(source);
  const target = await openEventStoreDb({ url: server.url });
  const cut = new AbortController();
  const killed = cli(['log', 'copy', 'postgres', 'eventstoredb'], cut.signal);
  let seen = 0;
  for await (const page of target.subscribe({ after: 0n, pageSize: 100, signal: cut.signal })) {
    seen += page.length;
    if (seen > 300) cut.abort();
  }
  expect((await killed).status).toBeNull();
  expect((await rootOfLog(target)).events).toBeLessThan(events);

  expect(await cli(['log', 'copy', 'postgres', 'eventstoredb'])).toMatchObject({
    status: 0,
    last: `postgres ${root}  eventstoredb ${root}`,
    stderr: expect.stringMatching(/Copy 100 % {2}\d+\/\d+/) as string,
  });
  expect(await rootOfLog(target)).toEqual({ root, events });

  const third = await freshDatabase();
  expect(await cli(['log', 'copy', 'eventstoredb', third])).toMatchObject({
    status: 0,
    last: `eventstoredb ${root}  ${third} ${root}`,
  });
  await target.close();
});

test('a log of other events is refused in words, and so are words that are not understood', async () => {
  const [other, foreign] = [await freshDatabase(), await freshDatabase()];
  const store = await openPostgresStore({ url: foreign });
  await appendTerm(store, { events: 10, lessons: true });
  await store.close();
  expect(await cli(['log', 'copy', foreign, 'eventstoredb'])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('These are different logs from event 1 on') as string,
  });
  expect(await cli(['log', 'copy', 'postgres', 'postgres'])).toMatchObject({ status: 2 });
  expect(await cli(['log', 'copy', 'postgres', 'paper'])).toMatchObject({ status: 2 });
  expect(await cli(['log', 'copy', other, 'esdb://127.0.0.1:1'])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('names no user') as string,
  });
});
