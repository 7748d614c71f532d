import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../test/axe.ts';
import { authenticatorShows } from '../../../test/authenticator.ts';
import { openBrowser, openWindow } from '../../../test/browser.ts';
import { type RunningCopy, startCopy } from '../../../test/running-copy.ts';

let browser: Browser;
let copy: RunningCopy;
beforeAll(async () => {
  [browser, copy] = await Promise.all([openBrowser(), startCopy(['--demo', 'none'])]);
});
afterAll(() => Promise.all([browser.close(), copy.stop()]));

describe('the first run', () => {
  it('leads every page to where the school is made, takes the code of the console once, and is gone', async () => {
    const address = await copy.heard(/http:\/\/\S+\/setup#\S+/);
    const window = await openWindow(browser, { baseURL: copy.address, viewport: { width: 360, height: 740 } });
    const page = await window.newPage();
    for (const path of ['/', '/diary', '/sign-in', '/invitation', '/more/sessions']) {
      await page.goto(path);
      expect(new URL(page.url()).pathname).toBe('/setup');
    }
    await page.goto(new URL(address).pathname + new URL(address).hash);
    await page.waitForFunction(() => location.hash === '');
    expect(await page.getByLabel('Код с консоли').inputValue()).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    expect([await breaches(page), await sideways(page)]).toEqual([[], 0]);
    await page.getByLabel('Название').fill('Лицей № 4');
    await page.getByLabel('Часовой пояс').selectOption('Asia/Omsk');
    await page.getByLabel('Фамилия').fill('Гущина');
    await page.getByLabel('Имя', { exact: true }).fill('Вера');
    await page.getByLabel('Логин').fill('gushchina');
    await page.locator('input[name=password]').fill('гущина гущина');
    await page.getByRole('button', { name: 'Создать школу' }).click();
    await page.locator('p.fault').waitFor();
    expect(await page.getByLabel('Название').inputValue()).toBe('Лицей № 4');
    await page.locator('input[name=password]').fill('сорок синих зонтов');
    await page.getByRole('button', { name: 'Создать школу' }).click();
    // Staff need a second factor from the beginning, and whoever made the school is staff.
    await page.getByText('Школа требует второй фактор').waitFor();
    await page.goto('/journal');
    expect(new URL(page.url()).pathname).toBe('/more/second-factor');
    await page.getByRole('button', { name: 'Подключить' }).click();
    const key = await page.locator('.key').innerText();
    await page.getByLabel('Код из приложения').fill(authenticatorShows(key, 0));
    await page.getByRole('button', { name: 'Включить' }).click();
    await page.getByRole('link', { name: 'Коды записаны, продолжить' }).click();
    await page.getByRole('heading', { name: 'С чего начать' }).waitFor();
    expect([await breaches(page), await sideways(page)]).toEqual([[], 0]);
    expect((await page.goto('/setup'))?.status()).toBe(404);
    await window.close();
  });
});
