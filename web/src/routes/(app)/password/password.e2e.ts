import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { breaches } from '../../../../test/axe.ts';
import { openBrowser } from '../../../../test/browser.ts';
import { demoPassword, pageOf } from '../../../../test/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it('a password that everybody tries is refused beside its field, also without scripts', async () => {
  const page = await pageOf(browser, 'head', { javaScriptEnabled: false });
  await page.goto('/password');
  await page.getByLabel('Нынешний пароль').fill(demoPassword);
  await page.getByLabel('Новый пароль').fill('gfhjkm12345');
  await page.getByRole('button', { name: 'Сохранить пароль' }).click();
  await page.getByText('Такой пароль подбирают первым.').waitFor();
  expect(await page.getByLabel('Новый пароль').getAttribute('aria-invalid')).toBe('true');
  await page.context().close();

  const scripted = await pageOf(browser, 'head');
  await scripted.goto('/password');
  expect(await breaches(scripted)).toEqual([]);
  await scripted.context().close();
});
