import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
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

describe('an admin changes who is in a class', () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const open = async (options: BrowserContextOptions, title: RegExp) => {
    const page = await pageOf(browser, 'admin', options);
    await page.goto('/classes');
    await page.getByRole('main').getByRole('link', { name: title }).click();
    return page;
  };

  test('a pupil changes class: preview in words, then as it was said, without script', async () => {
    const page = await open({ javaScriptEnabled: false }, /^9А/);
    // The last of the list: others may have marks ahead, which keep them where they are.
    const moved = page.getByRole('main').locator('ol a[href*="/pupils/"]').last();
    const name = await moved.innerText();
    await moved.click();
    await page.getByLabel('В какой класс').selectOption({ label: '7А' });
    await page.getByLabel('С какого дня').fill('2020-09-01');
    await page.getByRole('button', { name: 'Показать, что изменится' }).click();
    await page.getByRole('alert').getByText('К этому дню').waitFor();
    await page.getByLabel('С какого дня').fill(tomorrow);
    await page.getByRole('button', { name: 'Показать, что изменится' }).click();
    await page.getByText('в классе 9А').waitFor();
    await page.getByText('в классе 7А').waitFor();
    await page.getByLabel(/Английский/).selectOption({ index: 1 });
    // What was not shown is not carried out: it is shown first.
    await page.getByRole('button', { name: 'Подтвердить' }).click();
    await page.getByText('группа 2').last().waitFor();
    await page.getByRole('button', { name: 'Подтвердить' }).click();
    await page.getByRole('heading', { level: 1, name: '9А' }).waitFor();
    expect(await page.getByRole('main').getByText(name, { exact: true }).count()).toBe(0);
    await page.goto('/classes');
    await page.getByRole('main').getByRole('link', { name: /^7А/ }).click();
    await page.getByLabel('На дату').fill(tomorrow);
    await page.getByRole('button', { name: 'Показать' }).click();
    await page.getByText(name, { exact: true }).waitFor();
  });

  test('somebody who comes back is told from a namesake', async () => {
    const page = await open({ viewport: { width: 360, height: 740 } }, /^3А/);
    const row = page.getByRole('main').locator('ol a[href*="/pupils/"]').last();
    const [family = '', given = ''] = (await row.innerText()).split(' ');
    await row.click();
    await page.getByRole('link', { name: 'Выбывает' }).click();
    await page.getByLabel('Последний день в школе').fill(tomorrow);
    await page.getByRole('button', { name: 'Показать, что изменится' }).click();
    await page.getByText('в классе 3А').waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    await page.getByRole('button', { name: 'Подтвердить' }).click();
    await page.getByRole('heading', { level: 1, name: '3А' }).waitFor();
    await page.getByRole('link', { name: 'Принять ученика' }).click();
    await page.getByLabel('Фамилия').fill(family);
    await page.getByLabel('Имя', { exact: true }).fill(given);
    await page.getByLabel('С какого дня').fill('2030-01-14');
    await page.getByRole('button', { name: 'Показать, что изменится' }).click();
    await page.getByLabel(`Да, это ${family} ${given}`).check();
    expect(await breaches(page)).toEqual([]);
    await page.getByRole('button', { name: 'Показать, что изменится' }).click();
    await page.getByRole('button', { name: 'Подтвердить' }).click();
    await page.getByRole('heading', { level: 1, name: '3А' }).waitFor();
    await page.getByText(`${family} ${given}`).waitFor();
  });
});

test('the school year is changed and undone: previewed, watched, and all as it was', async () => {
  const page = await pageOf(browser, 'admin');
  await page.goto('/classes');
  const before = await page.getByRole('main').locator('li').allInnerTexts();
  await page.getByRole('link', { name: 'Смена учебного года' }).click();
  await page.getByRole('heading', { level: 1, name: 'Смена учебного года' }).waitFor();
  expect(await page.getByLabel('Новое название класса 7Б').inputValue()).toBe('8Б');
  const on = await page.getByLabel('Первый день нового учебного года').inputValue();
  await page.getByLabel('Новое название класса 7Б').fill('8А');
  await page.getByRole('button', { name: 'Показать, что изменится' }).click();
  await page.getByRole('alert').getByText('назывались бы одинаково').waitFor();
  await page.getByLabel('Новое название класса 7Б').fill('8Б');
  await page.getByRole('listitem').filter({ hasText: '9А' }).getByLabel('выпуск').check();
  await page.getByLabel('Новые классы').fill('1А');
  await page.getByRole('button', { name: 'Показать, что изменится' }).click();
  await page.getByText('7Б → 8Б').waitFor();
  await page.getByText(/Из 9А уход/).waitFor();
  expect(await breaches(page)).toEqual([]);
  await page.getByRole('button', { name: 'Сменить учебный год' }).click();
  // Live: the page is told when it is done.
  await page.getByText('Учебный год сменён').waitFor({ timeout: 60_000 });
  expect(await breaches(page)).toEqual([]);
  const titleOn = async (date: string) => {
    await page.goto('/classes');
    await page.getByRole('main').getByRole('link', { name: /^7Б/ }).click();
    await page.getByLabel('На дату').fill(date);
    await page.getByRole('button', { name: 'Показать' }).click();
    await page.waitForURL(/on=/);
    return page.getByRole('heading', { level: 1 }).innerText();
  };
  expect(await titleOn(on)).toBe('8Б');
  expect(await titleOn(`${on.slice(0, 4)}-08-31`)).toBe('7Б');
  await page.goto('/classes/year');
  await page.getByRole('button', { name: 'Отменить смену года' }).click();
  await page.getByText('отменена').waitFor();
  expect(await titleOn(on)).toBe('7Б');
  await page.goto('/classes');
  expect(await page.getByRole('main').locator('li').allInnerTexts()).toEqual(before);
});
