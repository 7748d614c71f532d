import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { breaches, sideways } from '../../../../test/axe.ts';
import { openBrowser, openWindow } from '../../../../test/browser.ts';
import { pageOf, signIn } from '../../../../test/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(() => Promise.all(browser.contexts().map((window) => window.close())));
afterAll(() => browser.close());

test('an admin reads who is in a class, today and before it began, without script', async () => {
  const window = await openWindow(browser, { javaScriptEnabled: false });
  const page = await window.newPage();
  await signIn(page, 'admin');
  await page.goto('/more');
  await page.getByRole('link', { name: 'Классы' }).click();
  await page.getByRole('link', { name: /^7Б/ }).click();
  expect(await page.getByRole('listitem').filter({ hasText: 'Соколов' }).count()).toBeGreaterThan(0);
  await page.getByLabel('На дату').fill('2020-09-01');
  await page.getByRole('button', { name: 'Показать' }).click();
  await page.getByText('В этот день в классе никого нет').waitFor();
});

test.each(['light', 'dark'] as const)('a tutor reads the own class on a phone: %s', async (colorScheme) => {
  const page = await pageOf(browser, 'teacher', { colorScheme, viewport: { width: 360, height: 740 } });
  await page.goto('/classes');
  const classes = page.getByRole('main').locator('a[href^="/classes/"]');
  expect(await classes.count()).toBe(1);
  await classes.click();
  await page.getByRole('heading', { level: 1, name: '7Б' }).waitFor();
  expect(await sideways(page)).toBe(0);
  expect(await breaches(page)).toEqual([]);
});
