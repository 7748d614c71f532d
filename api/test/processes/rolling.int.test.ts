import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../events/test/wait.ts';
import { foundSchool, type School } from '../school.ts';
import { openWorld, type World } from '../world.ts';
import { freePort } from './free-port.ts';
import { openProxy } from './proxy.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let world: World;
let school: School;
let ports: readonly number[];
const running = new Map<number, ChildProcess>();

beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  await world.signIn(school.person.teacher, school.person.otherTeacher);
  ports = [await freePort(), await freePort()];
  await Promise.all(ports.map(start));
});
afterAll(async () => {
  await Promise.all(ports.map((port) => end(port, 'SIGKILL')));
  await world.close();
});

async function start(port: number): Promise<void> {
  const { databaseUrl, vaultUrl, masterKeyFile } = world.places;
  const places = { DATABASE_URL: databaseUrl, VAULT_URL: vaultUrl, PEREMENA_MASTER_KEY: masterKeyFile };
  const own = { PORT: String(port), HOST: '127.0.0.1', PEREMENA_METRICS_PORT: '0', PEREMENA_LOG: 'error' };
  const env = { PATH: process.env['PATH'], ...places, ...own, PEREMENA_PROXIES: '127.0.0.1' };
  const child = spawn(process.execPath, ['api/src/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  running.set(port, child);
  const ready = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until('the API is ready', ready, 120_000, 50);
}

async function end(port: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  const child = running.get(port);
  if (!child || child.exitCode !== null) return null;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

/** A browser that has a lesson open: it asks again after every hint and whenever its stream has stood again. */
function openPage(send: Send, signal: AbortSignal) {
  const shown: number[] = [];
  let streams = 0;
  const look = async (): Promise<void> => {
    const answer = await send('GET', `/api/lessons/${school.own.lesson}`, school.person.teacher);
    const { lesson } = (await answer.json()) as { lesson: { topic: string } };
    const topic = Number(lesson.topic) || 0;
    if (shown.at(-1) !== topic) shown.push(topic);
  };
  const listen = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        const stream = await send('GET', `/api/live?topics=lesson:${school.own.lesson}`, school.person.teacher, signal);
        streams += 1;
        await look();
        for await (const part of stream.body!.pipeThrough(new TextDecoderStream()))
          if (part.includes('event: hint')) await look();
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  };
  return { shown, ended: listen(), streams: () => streams };
}

type Send = (method: string, path: string, as: string, signal?: AbortSignal, body?: object) => Promise<Response>;

/**
 * T52: both processes are restarted one after the other while people write, read and watch. Throws where a request was dropped, or where a page was
 * shown an older state or not the last.
 */
async function restartsUnseen(behind: readonly number[]): Promise<void> {
  const proxy = await openProxy({ api: behind, web: behind[0]!, paths: ['/*'] });
  let requests = 0;
  const send: Send = async (method, path, as, signal, body) => {
    requests += 1;
    const headers = {
      cookie: world.cookies.get(as) ?? '',
      ...(body ? { origin: proxy.address, 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
    };
    const answer = await fetch(`${proxy.address}${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
    if (answer.status !== 200) throw new Error(`a request was dropped: ${method} ${path} ${answer.status}`);
    return answer;
  };
  const own = `/api/lessons/${school.own.lesson}`;
  const now = async () =>
    ((await (await send('GET', own, school.person.teacher)).json()) as { lesson: { topic: string | null } }).lesson
      .topic;
  const stop = new AbortController();
  let last = 0;
  const write = async (): Promise<void> => {
    await world.settled();
    for (let saw = await now(); !stop.signal.aborted; saw = String(last)) {
      last = saw?.startsWith('Тема') ? 1 : Number(saw) + 1;
      await send('PUT', `${own}/topic`, school.person.teacher, undefined, { topic: String(last), saw });
    }
  };
  const read = async (): Promise<void> => {
    while (!stop.signal.aborted) await send('GET', `/api/lessons/${school.other.lesson}`, school.person.otherTeacher);
  };
  const watching = new AbortController();
  const page = openPage(send, watching.signal);
  const busy = Promise.all([write(), read(), read(), page.ended]);
  const rolled = (async () => {
    for (const port of ports) {
      expect(await end(port, 'SIGTERM')).toBe(0);
      await start(port);
    }
  })();
  try {
    await Promise.race([rolled, busy]);
    await rolled;
    stop.abort();
    await until('the last is shown', () => page.shown.at(-1) === last, 60_000);
  } finally {
    stop.abort();
    watching.abort();
    await Promise.allSettled([busy, rolled]);
    proxy.close();
  }
  await busy;
  expect(
    page.shown.toSorted((one, other) => one - other),
    'an older state was shown',
  ).toEqual(page.shown);
  expect(page.streams()).toBeGreaterThan(1);
  console.log(
    `T52: ${requests} requests over two restarts, dropped 0; ${page.streams()} streams, ${page.shown.length} states in order`,
  );
}

describe('T52: a rolling restart', () => {
  it('drops no request; a page that watches goes on without gap and without going back', () => restartsUnseen(ports));

  it('planted fault: with one process alone, requests are dropped, and that is found out', async () => {
    await expect(restartsUnseen(ports.slice(0, 1))).rejects.toThrow(/a request was dropped/);
  });
});
