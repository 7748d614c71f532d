import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import { expect, inject, test } from 'vitest';
import { openBrowser } from '../../../test/browser.ts';

const port = Number(new URL(inject('baseUrl')).port);

/** Posts the sign-in form as a browser without JavaScript does, to 127.0.0.1 under whatever name the headers say. */
async function post(headers: Record<string, string>): Promise<{ status: number; place: string; cookie: string }> {
  const sent = request({
    host: '127.0.0.1',
    port,
    path: '/sign-in',
    method: 'POST',
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
  sent.end(new URLSearchParams({ login: 'parent', password: 'peremena17' }).toString());
  const answer = await new Promise<IncomingMessage>((done, fail) => sent.on('response', done).on('error', fail));
  await text(answer);
  const cookie = answer.headers['set-cookie']?.find((one) => one.startsWith('peremena_session=')) ?? '';
  return { status: answer.statusCode ?? 0, place: answer.headers.location ?? '', cookie };
}

test.each(['localhost:4000', '192.168.1.20:4000', 'школа.test'])('plain http under the name %s', async (name) => {
  const host = new URL(`http://${name}`).host;
  const { status, cookie } = await post({ host, origin: `http://${host}` });
  expect(status).toBe(303);
  expect(cookie).toContain('HttpOnly');
  expect(cookie).not.toContain('Secure');
});

test('behind a proxy that ends TLS the cookie is for https alone', async () => {
  const { status, cookie } = await post({
    host: '127.0.0.1:4000',
    origin: 'https://school.test',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'school.test',
    'x-forwarded-for': '203.0.113.5',
  });
  expect(status).toBe(303);
  expect(cookie).toContain('Secure');
});

test.each(['http://school.test.evil.test', 'http://evil.test', 'null', ''])(
  'a form of the origin "%s" is refused',
  async (origin) => {
    const { status, cookie } = await post({ host: 'school.test:4000', ...(origin ? { origin } : {}) });
    expect([status, cookie]).toEqual([403, '']);
  },
);

test('a browser signs in by a name of the school network', async () => {
  const browser = await openBrowser(['--host-resolver-rules=MAP school.test 127.0.0.1']);
  const page = await browser.newPage();
  await page.goto(`http://school.test:${port}/sign-in`);
  await page.fill('input[name=login]', 'parent');
  await page.fill('input[name=password]', 'peremena17');
  await page.press('input[name=password]', 'Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  expect(new URL(page.url()).host).toBe(`school.test:${port}`);
  await browser.close();
});
