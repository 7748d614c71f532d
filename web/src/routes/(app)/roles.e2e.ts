import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { breaches, sideways } from '../../../test/axe.ts';
import { openBrowser, openWindow } from '../../../test/browser.ts';
import { pageOf, signIn } from '../../../test/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(() => Promise.all(browser.contexts().map((window) => window.close())));
afterAll(() => browser.close());

const journals = (page: Page): Promise<readonly string[]> =>
  page
    .locator('main a[href^="/journal/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
const phone = { width: 360, height: 740 };

test('who teaches and is a tutor chooses in the rail, and places and lists follow', async () => {
  const page = await pageOf(browser, 'teacher', { viewport: { width: 1440, height: 900 } });
  const places = () => page.getByRole('navigation').first().getByRole('link').allInnerTexts();
  expect(await places()).toContain('Сегодня');
  await page.goto('/journal');
  const asTeacher = await journals(page);
  await page.getByText('Сейчас вы').click();
  await page.getByRole('button', { name: /^классный руководитель/ }).click();
  await page.waitForURL(/\/journal$/);
  expect(await places()).not.toContain('Сегодня');
  const asTutor = await journals(page);
  const only = asTeacher.find((href) => !asTutor.includes(href)) ?? '';
  await page.goto(only);
  await page.getByRole('link', { name: 'Сменить роль' }).click();
  await page.waitForURL(/\/more$/);
  await page
    .getByRole('main')
    .getByRole('button', { name: /^учитель, / })
    .click();
  await page.waitForURL(/\/today$/);
  await page.goto(only);
  await page.waitForURL((url) => url.pathname === only);
  expect(await page.getByRole('link', { name: 'Сменить роль' }).count()).toBe(0);
});

test.each(['light', 'dark'] as const)(
  'on a phone the choice is under «Ещё», without script too: %s',
  async (scheme) => {
    const window = await openWindow(browser, { viewport: phone, colorScheme: scheme, javaScriptEnabled: false });
    const page = await window.newPage();
    await signIn(page, 'teacher');
    await page.goto('/more');
    await page
      .getByRole('main')
      .getByRole('button', { name: /^классный руководитель, / })
      .click();
    await page.waitForURL(/\/journal$/);
    await page.goto('/more');
    const chosen = page.getByRole('main').locator('button[name=acting][aria-pressed=true]');
    expect(await chosen.innerText()).toContain('классный руководитель');
  },
);

test('the choice is plain to see and to reach on a phone', async () => {
  const page = await pageOf(browser, 'teacher', { viewport: phone });
  await page.goto('/more');
  expect(await sideways(page)).toBe(0);
  expect(await breaches(page)).toEqual([]);
});

test('who has one role is offered no choice', async () => {
  const page = await pageOf(browser, 'parent', { viewport: phone });
  await page.goto('/more');
  expect(await page.locator('button[name=acting]').count()).toBe(0);
});
