import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const program = fileURLToPath(new URL('../src/standalone.ts', import.meta.url));
let home: string;
let data: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'peremena-start-'));
  data = join(home, 'Школа № 17', 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await rm(home, { recursive: true, force: true });
});

function launch(
  port: number,
  args = ['--demo', 'none'],
): { child: ChildProcess; line: (part: string) => Promise<string> } {
  const { DATABASE_URL: _database, VAULT_URL: _vault, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...env, PEREMENA_DATA: data, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface(child.stdout);
  const line = async (part: string): Promise<string> => {
    for await (const text of lines) if (text.includes(part)) return text;
    throw new Error(`the copy ended before it said "${part}"`);
  };
  return { child, line };
}

const addressIn = (line: string): string => /http:\/\/\S+/.exec(line)?.[0] ?? '';

test('where the port is taken the next free one is used, and pages and API answer on it', async () => {
  const other = createServer().listen(0);
  await once(other, 'listening');
  const taken = (other.address() as AddressInfo).port;
  const address = addressIn(await launch(taken).line('is ready'));
  other.close();
  expect(address).not.toBe(`http://localhost:${taken}`);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  const page = await fetch(`${address}/sign-in`, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
});

test('after a kill it starts again on the same data; a second start points at the first', async () => {
  const first = launch(0);
  await first.line('is ready');
  const key = await readFile(join(data, 'master.key'));
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const address = addressIn(await launch(0).line('is ready'));
  expect(await readFile(join(data, 'master.key'))).toEqual(key);
  const third = launch(0);
  expect(addressIn(await third.line('already runs'))).toBe(address);
});

test('it stops within three seconds, also with an event stream open', async () => {
  const { child, line } = launch(0, ['--demo', 'small']);
  const address = addressIn(await line('is ready'));
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'pupil', password: 'peremena17' }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { person } = (await signedIn.json()) as { person: { id: string } };
  const stream = await fetch(`${address}/api/live?topics=pupil:${person.id}`, { headers: { cookie } });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const asked = performance.now();
  child.kill('SIGINT');
  await once(child, 'exit');
  expect(child.exitCode).toBe(0);
  expect(performance.now() - asked).toBeLessThan(3_000);
});
