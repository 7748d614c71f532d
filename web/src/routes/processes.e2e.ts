import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../test/browser.ts';
import { ask, emptyCells, signIn } from '../../test/people.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const limitMs = 300_000;
let services: ChildProcess;
let address: string;
let browser: Browser;

beforeAll(async () => {
  services = spawn(process.execPath, ['api/test/processes/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const told = (await Promise.race([once(services, 'message'), once(services, 'exit')])) as [{ address?: string }];
  if (!told[0]?.address) throw new Error('the processes did not start');
  ({ address } = told[0]);
  browser = await openBrowser();
}, limitMs);

afterAll(async () => {
  await browser?.close();
  const ended = once(services, 'exit');
  if (services.exitCode === null && services.send({ act: 'stop' })) await ended;
}, limitMs);

/** Starts, ends or kills a process by its name; gives its exit code. */
async function order(act: 'start' | 'SIGTERM' | 'SIGKILL', name: string): Promise<number | null> {
  const done = once(services, 'message') as Promise<[{ code: number | null }]>;
  services.send({ act, name });
  return (await done)[0].code;
}

async function pageOf(login: string): Promise<Page> {
  const window = await browser.newContext({ baseURL: address, locale: 'ru-RU', timezoneId: 'Europe/Moscow' });
  const page = await window.newPage();
  await signIn(page, login);
  return page;
}

describe('API, projections and pages as processes of their own', () => {
  const marksOf = (page: Page, lessonId: string) => page.locator(`a[href^="/marks/${lessonId}/"]:visible`).first();

  it(
    'a mark is seen at once, whichever process is killed meanwhile, and none is lost',
    { timeout: limitMs },
    async () => {
      const [teacher, parent] = [await pageOf('teacher'), await pageOf('parent')];
      const me = await ask<{ children: { id: string }[] }>(parent, 'GET', '/api/me');
      const pupilId = me.body.children[0]!.id;
      const lessons = await emptyCells(teacher, pupilId);
      const show = (date: string) => parent.goto(`/diary?child=${pupilId}&view=week&on=${date}`);
      const given: string[] = [];
      const give = async (value: string): Promise<void> => {
        const lesson = lessons[given.length]!;
        const listening = parent.waitForResponse((response) => response.url().includes('/api/live'));
        await show(lesson.date);
        await listening;
        const marks = [{ pupilId, value, replaces: null }];
        expect((await ask(teacher, 'POST', `/api/lessons/${lesson.id}/marks`, { marks })).status).toBe(200);
        given.push(value);
        await marksOf(parent, lesson.id).waitFor({ timeout: 60_000 });
      };
      await give('5');
      await order('SIGKILL', 'projections 1');
      await give('4');
      await order('SIGKILL', 'api 1');
      await give('3');
      await order('start', 'api 1');
      await order('SIGKILL', 'api 2');
      await give('5');
      for (const [at, value] of given.entries()) {
        await show(lessons[at]!.date);
        expect(await marksOf(parent, lessons[at]!.id).innerText()).toContain(value);
      }
    },
  );

  it('each ends in order when it is asked to', { timeout: limitMs }, async () => {
    for (const name of ['web', 'api 1', 'projections 2'])
      expect([name, await order('SIGTERM', name)]).toEqual([name, 0]);
  });

  it('one that is told too little says what is missing and does not start', { timeout: limitMs }, async () => {
    for (const file of ['api/src/main.ts', 'projections/src/main.ts']) {
      const { DATABASE_URL: _, ...env } = process.env;
      const child = spawn(process.execPath, [file], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
      const [code] = (await once(child, 'exit')) as [number];
      expect([file, code, said]).toEqual([file, 1, expect.stringContaining('DATABASE_URL')]);
    }
  });
});
