import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { breaches, sideways } from '../../../../../test/axe.ts';
import { openBrowser } from '../../../../../test/browser.ts';
import { pageOf } from '../../../../../test/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it('a parent reads what the school shows of the child, and who has looked just now', async () => {
  const teacher = await pageOf(browser, 'teacher');
  await teacher.goto('/journal');
  await teacher
    .getByRole('main')
    .getByRole('link', { name: /Алгебра, 7Б|7Б.*алгебра/i })
    .first()
    .click();
  await teacher.getByRole('grid').waitFor();

  const parent = await pageOf(browser, 'parent', { viewport: { width: 360, height: 740 } });
  await parent.goto('/more');
  await parent.getByRole('link', { name: 'Что школа показывает обо мне' }).click();
  await parent.getByText('Классный руководитель', { exact: true }).first().waitFor();
  expect([await breaches(parent), await sideways(parent)]).toEqual([[], 0]);
  await parent.getByLabel('Телефон').fill('позвоните вечером');
  await parent.getByRole('button', { name: 'Сохранить' }).click();
  await parent.locator('[aria-invalid=true]').waitFor();
  expect(await parent.getByLabel('Телефон').inputValue()).toBe('позвоните вечером');

  await parent.getByRole('main').getByRole('link', { name: 'Кто смотрел данные' }).click();
  await parent.getByRole('link', { name: 'Варвара' }).click();
  // Other stories have her look as well: within ten minutes that is one look, wherever it now stands in the list.
  await parent.getByRole('listitem').filter({ hasText: 'Кравцова Е. А.' }).first().waitFor();
  expect([await breaches(parent), await sideways(parent)]).toEqual([[], 0]);
  await Promise.all([parent.context().close(), teacher.context().close()]);
});
