import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverProcess, type ServerProcess } from '../../../events/test/eventstoredb-process.ts';
import { until } from '../../../events/test/wait.ts';
import type { Name, Order, Told } from './main.ts';

/**
 * Two APIs and two projectors on a log in EventStoreDB: at EVENTSTORE_URL, or with PEREMENA_STORE=eventstoredb alone on the server of the tests. Otherwise
 * not at all: making the demo school takes longer than an ordinary test may.
 */
const url = process.env['EVENTSTORE_URL'];
const asked = Boolean(url) || process.env['PEREMENA_STORE'] === 'eventstoredb';
const command = process.env['EVENTSTORE_COMMAND'];
const limitMs = 900_000;
let server: ServerProcess | null = null;
let processes: ChildProcess;
let address: string;

async function order(act: 'start' | 'SIGTERM' | 'SIGKILL', name: Name): Promise<void> {
  const done = once(processes, 'message');
  processes.send({ act, name } satisfies Order);
  await done;
}

/** Asks the API as somebody of the demo school; what is told to come again is sent again under its command. */
async function signIn(login: string) {
  let cookie = '';
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const key = randomUUID();
    for (;;) {
      const headers = { origin: address, cookie, 'content-type': 'application/json', 'idempotency-key': key };
      const answer = await fetch(`${address}${path}`, {
        method,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      const told = (await answer.json().catch(() => null)) as T;
      if (answer.ok) return told;
      // A process that was killed has answered nothing: its proxy says 502.
      expect([502, 503], `${method} ${path}`).toContain(answer.status);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  await ask('POST', '/api/session', { login, password: 'peremena17' });
  return ask;
}

interface Journal {
  readonly lessons: readonly { readonly id: string; readonly date: string }[];
  readonly pupils: readonly { readonly id: string; readonly cells: Readonly<Record<string, unknown>> }[];
}
interface Shown {
  readonly days: readonly {
    readonly lessons: readonly { readonly id: string; readonly marks: readonly { readonly value: string }[] }[];
  }[];
}

describe.runIf(asked)('API and projector as processes of their own, on EventStoreDB', () => {
  beforeAll(async () => {
    if (url && command) {
      server = serverProcess(command, url);
      await server.start();
    }
    const env = { ...process.env, PEREMENA_STORE: 'eventstoredb' };
    processes = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), ['--no-pages'], { env });
    const [told] = (await Promise.race([once(processes, 'message'), once(processes, 'exit')])) as [
      Partial<Told> | number,
    ];
    if (typeof told !== 'object' || !('address' in told)) throw new Error('the processes did not start');
    address = told.address!;
  }, limitMs);
  afterAll(async () => {
    const ended = once(processes, 'exit');
    if (processes.exitCode === null && processes.send({ act: 'stop' } satisfies Order)) await ended;
    await server?.end('SIGTERM');
  }, limitMs);

  test(
    'marks are given and seen whichever process is killed meanwhile, and none is lost',
    async () => {
      const [teacher, parent] = [await signIn('teacher'), await signIn('parent')];
      const { children } = await parent<{ children: readonly { id: string }[] }>('GET', '/api/me');
      const pupilId = children[0]!.id;
      const { groups } = await teacher<{ groups: readonly { id: string }[] }>('GET', '/api/journal');
      const journals = await Promise.all(groups.map(({ id }) => teacher<Journal>('GET', `/api/journal/${id}`)));
      const today = new Date().toISOString().slice(0, 10);
      const lessons = journals.flatMap(({ lessons: all, pupils }) => {
        const cells = pupils.find(({ id }) => id === pupilId)?.cells;
        return cells ? all.filter(({ id, date }) => date <= today && !cells[id]) : [];
      });
      expect(lessons.length).toBeGreaterThan(4);
      const given = new Map<string, { readonly value: string; readonly date: string }>();
      const seen = async (lessonId: string): Promise<boolean> => {
        const { value, date } = given.get(lessonId)!;
        const { days } = await parent<Shown>('GET', `/api/diary/${pupilId}?day=${date}`);
        const marks = days.flatMap((day) => day.lessons).find(({ id }) => id === lessonId)?.marks ?? [];
        return marks.length === 1 && marks[0]!.value === value;
      };
      const give = async (value: string): Promise<void> => {
        const { id, date } = lessons[given.size]!;
        given.set(id, { value, date });
        await teacher('POST', `/api/lessons/${id}/marks`, { marks: [{ pupilId, value, replaces: null }] });
        await until('the mark is seen', () => seen(id), 120_000, 50);
      };
      await give('5');
      await order('SIGKILL', 'projections 1');
      await give('4');
      const during = give('3');
      await order('SIGKILL', 'api 1');
      await during;
      await order('start', 'api 1');
      await order('SIGTERM', 'api 2');
      await give('5');
      if (server) {
        await server.end('SIGKILL');
        const waiting = give('4');
        await server.start();
        await waiting;
      }
      for (const id of given.keys()) expect(await seen(id)).toBe(true);
    },
    limitMs,
  );
});
