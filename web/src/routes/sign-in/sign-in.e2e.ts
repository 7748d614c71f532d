import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { breaches } from '../../../test/axe.ts';
import { openBrowser, openWindow } from '../../../test/browser.ts';
import { demoPassword, pageOf } from '../../../test/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser(['--host-resolver-rules=MAP school.test 127.0.0.1']);
});
afterAll(() => browser.close());

describe('signing in', () => {
  it('keeps the login when the password is wrong, and leads on when it is right', async () => {
    const page = await (await openWindow(browser)).newPage();
    await page.goto('/diary');
    await page.waitForURL('**/sign-in?next=%2Fdiary');
    await page.getByLabel('Логин').fill('parent');
    await page.locator('input[name=password]').fill('not the password');
    await page.getByRole('button', { name: 'Войти', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Логин').inputValue()).toBe('parent');
    expect(await breaches(page)).toEqual([]);

    await page.locator('input[name=password]').fill(demoPassword);
    await page.getByRole('button', { name: 'Войти', exact: true }).click();
    await page.waitForURL('**/diary');
    await page.context().close();
  });

  it('leaves alone what was typed before the page woke up', async () => {
    const page = await (await openWindow(browser)).newPage();
    let wake: () => void = () => undefined;
    const awake = new Promise<void>((resolve) => (wake = resolve));
    await page.route('**/*.js', (route) => awake.then(() => route.continue()));
    await page.goto('/sign-in', { waitUntil: 'commit' });
    await page.getByLabel('Логин').fill('parent');
    await page.locator('input[name=password]').fill(demoPassword);
    wake();
    await page.waitForLoadState('load');
    await page.waitForFunction(() => document.querySelector('#svelte-announcer') !== null);
    expect(await page.getByLabel('Логин').inputValue()).toBe('parent');
    expect(await page.locator('input[name=password]').inputValue()).toBe(demoPassword);
    await page.context().close();
  });

  it('works as a name on the local network over plain http, where the browser offers less', async () => {
    const port = new URL(inject('baseUrl')).port;
    const page = await pageOf(browser, 'pupil', { baseURL: `http://school.test:${port}` });
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    await page.getByRole('heading', { name: 'Дневник' }).waitFor();
    await page.context().close();
  });

  it('without scripts reads, changes the language and signs out', async () => {
    const page = await pageOf(browser, 'parent', { javaScriptEnabled: false });
    expect(await page.locator('table').count()).toBeGreaterThan(4);
    await page.goto('/more');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('h1').innerText()).toBe('More');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await page.context().close();
  });

  it.each(['/more/school', '/more/passkeys', '/more/begin', '/more/second-factor'])(
    'after signing out Back does not show %s again',
    async (path) => {
      const page = await pageOf(browser, 'admin');
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.goto('/more');
      await page.getByRole('button', { name: 'Выйти' }).click();
      await page.waitForURL('**/sign-in');
      await page.goBack({ waitUntil: 'commit' });
      await page.getByRole('heading', { name: 'Вход' }).waitFor();
      await page.goBack({ waitUntil: 'commit' });
      await page.getByRole('heading', { name: 'Вход' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/sign-in');
      await page.context().close();
    },
  );

  it('after signing out shows nothing, not even by going back', async () => {
    const page = await pageOf(browser, 'parent');
    await page.goto('/more');
    await page.getByRole('button', { name: 'Выйти' }).click();
    await page.waitForURL('**/sign-in');
    await page.goBack({ waitUntil: 'commit' });
    await page.getByRole('heading', { name: 'Вход' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.getByText('Соколов').first().waitFor({ state: 'detached' });
    await page.context().close();
  });
});
