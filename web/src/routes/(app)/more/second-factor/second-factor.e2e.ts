import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../../../test/axe.ts';
import { authenticatorShows } from '../../../../../test/authenticator.ts';
import { openBrowser, openWindow } from '../../../../../test/browser.ts';
import { demoPassword, pageOf } from '../../../../../test/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** The second page of signing in as the head. */
async function secondPage(javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await openWindow(browser, { javaScriptEnabled })).newPage();
  await page.goto('/sign-in?next=%2Fmore');
  await page.getByLabel('Логин').fill('head');
  await page.locator('input[name=password]').fill(demoPassword);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.waitForURL('**/sign-in/code*');
  return page;
}

describe('a second factor', () => {
  it('is set up by picture or key, asked for at sign-in, and turned off', async () => {
    const head = await pageOf(browser, 'head', { viewport: { width: 360, height: 740 } });
    await head.goto('/more/second-factor');
    await head.getByRole('button', { name: 'Подключить' }).click();
    await head.getByRole('img', { name: 'Картинка для приложения с кодами' }).waitFor();
    expect([await breaches(head), await sideways(head)]).toEqual([[], 0]);
    const key = await head.locator('.key').innerText();
    await head.getByLabel('Код из приложения').fill('000000');
    await head.getByRole('button', { name: 'Включить' }).click();
    await head.getByText('Код не подошёл.').waitFor();
    expect(await head.locator('.key').innerText()).toBe(key);
    await head.getByLabel('Код из приложения').fill(authenticatorShows(key, 0));
    await head.getByRole('button', { name: 'Включить' }).click();
    await head.getByRole('heading', { name: 'Запасные коды' }).waitFor();
    const spare = await head.locator('ol li').allInnerTexts();
    expect(spare).toHaveLength(10);

    const plain = await secondPage(false);
    await plain.goto('/journal');
    await plain.waitForURL('**/sign-in/code?next=%2Fjournal');
    await plain.getByLabel('Код из приложения').fill(spare[0] ?? '');
    await plain.getByRole('button', { name: 'Войти', exact: true }).click();
    await plain.waitForURL('**/journal');
    await plain.context().close();

    const scripted = await secondPage(true);
    expect(await breaches(scripted)).toEqual([]);
    // No code counts twice, so this is the next one, which clocks that differ are allowed.
    await scripted.getByLabel('Код из приложения').fill(authenticatorShows(key, 1));
    await scripted.getByRole('button', { name: 'Войти', exact: true }).click();
    await scripted.waitForURL('**/more');
    await scripted.context().close();

    await head.goto('/more/second-factor');
    await head.getByText('Осталось 9 запасных кодов.').waitFor();
    await head.getByRole('button', { name: 'Отключить' }).click();
    await head.getByText('Второй фактор выключен.').waitFor();
    await head.context().close();
  });
});
