import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { breaches } from '../../../../test/axe.ts';
import { openBrowser, openWindow } from '../../../../test/browser.ts';
import { pageOf } from '../../../../test/people.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

let browser: Browser;
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;
beforeAll(async () => {
  browser = await openBrowser();
  signedIn = await (await pageOf(browser, 'teacher')).context().storageState();
});
afterEach(() => Promise.all(browser.contexts().map((window) => window.close())));
afterAll(() => browser.close());

/** A window of the demo teacher. */
const teacher = async (options: BrowserContextOptions = {}): Promise<Page> =>
  (await openWindow(browser, { ...options, storageState: signedIn })).newPage();

// On any other day of the week the school has lessons of its own, and may have no place left for all of ours.
const sunday = (): string => {
  const today = new Date(Date.now() + 3 * 3_600_000);
  return new Date(today.getTime() - today.getUTCDay() * 86_400_000).toISOString().slice(0, 10);
};

let lessons = 0;

/** Gives a lesson outside the timetable, from the page of the day, one after another. */
async function newLesson(page: Page, group: string): Promise<void> {
  await page.goto('/today');
  await page.getByRole('link', { name: `Дать урок вне расписания: ${group}` }).click();
  await page.getByLabel('День').fill(sunday());
  await page.locator('.slots label').nth(lessons).click();
  lessons += 1;
  await page.getByRole('button', { name: 'Начать урок' }).click();
  await page.waitForURL(/\/lessons\/[0-9a-f-]{36}/);
}
const row = (page: Page, index: number) => page.getByRole('group', { name: 'Посещаемость' }).nth(index);
const pad = (page: Page, key: string) => page.locator('.pad').getByRole('button', { name: key, exact: true });
const written = (page: Page) =>
  page.waitForResponse((answer) => answer.url().endsWith('/marks') && answer.status() === 200);

test('a thumb calls the roll and gives marks; who is away is passed', async () => {
  const page = await teacher(phone);
  await newLesson(page, '7А, геометрия');
  await row(page, 1).tap();
  for (let taps = 0; taps < 2; taps += 1) await row(page, 2).tap();
  await page.getByText('1 нет, 1 опоздал').waitFor();
  await page.getByRole('button', { name: 'Готово, к оценкам' }).tap();
  await page.waitForURL(/tab=marks/);
  for (const mark of ['5', '4']) await Promise.all([written(page), pad(page, mark).tap()]);
  await page.reload();
  const marks = page.getByRole('textbox', { name: 'Отметка' });
  expect(await Promise.all([0, 1, 2].map((index) => marks.nth(index).inputValue()))).toEqual(['5', '', '4']);
  expect(await breaches(page)).toEqual([]);
});

test('everything can be written without a script, and what was refused stays typed', async () => {
  const page = await teacher({ javaScriptEnabled: false });
  await newLesson(page, '7Б, геометрия');
  await row(page, 1).click();
  await page.getByRole('button', { name: 'Готово, к оценкам' }).click();
  const marks = page.getByRole('textbox', { name: 'Отметка' });
  const save = page.getByRole('button', { name: 'Записать оценки' });
  await marks.nth(0).fill('5');
  await marks.nth(2).fill('9');
  await save.click();
  expect(await page.getByRole('alert').textContent()).toContain('нет в шкале');
  expect(await marks.nth(2).inputValue()).toBe('9');
  await marks.nth(2).fill('3');
  await save.click();
  await marks.nth(0).fill('4');
  await save.click();
  expect(await page.getByRole('alert').textContent()).toContain('укажите причину');
  await page.getByRole('combobox').selectOption('appeal');
  await save.click();
  expect(await marks.nth(0).inputValue()).toBe('4');

  await page.getByRole('link', { name: 'Урок', exact: true }).click();
  await page.getByLabel('Тема урока').fill('Второй признак');
  await page.getByRole('button', { name: 'Сохранить' }).first().click();
  await page.getByText('Сохранено').waitFor();
  await page.getByLabel('Домашнее задание').fill('№ 320\n№ 322');
  await page.getByRole('button', { name: 'Сохранить' }).nth(1).click();
  await page.goto(page.url().replace(/\?.*/, '?tab=lesson'));
  expect(await page.getByLabel('Тема урока').inputValue()).toBe('Второй признак');
  expect(await page.getByLabel('Домашнее задание').inputValue()).toBe('№ 320\n№ 322');
});

test('a day outside every term is refused in words, and the form keeps what was chosen', async () => {
  const page = await teacher();
  await page.goto('/lessons/new');
  await page.getByLabel('День').fill('2031-01-01');
  await page.getByRole('button', { name: 'Начать урок' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('нет учебного периода');
  expect(await page.getByLabel('День').inputValue()).toBe('2031-01-01');
});

/** Opens a page of a lesson with its scripts held back; `wake` lets them through and waits until the page is alive. */
async function asleep(page: Page, url: string): Promise<() => Promise<void>> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.js', (route) => released.then(() => route.continue()));
  await page.goto(url, { waitUntil: 'commit' });
  return async () => {
    release();
    await page.waitForLoadState('load');
    await page.waitForFunction(() => document.querySelector('#svelte-announcer') !== null);
  };
}

test('what was tapped and typed before the page woke up stays', async () => {
  const page = await teacher(phone);
  await newLesson(page, '9А, геометрия');
  const lesson = page.url().replace(/\?.*/, '');

  let wake = await asleep(page, `${lesson}?tab=roll`);
  await row(page, 1).tap();
  for (let taps = 0; taps < 2; taps += 1) await row(page, 2).tap();
  await wake();
  await page.getByText('1 нет, 1 опоздал').waitFor();
  await row(page, 1).tap();
  await page.getByText('2 опоздали').waitFor();
  await page.getByRole('button', { name: 'Готово, к оценкам' }).tap();
  await page.waitForURL(/tab=marks/);

  wake = await asleep(page, `${lesson}?tab=lesson`);
  await page.getByLabel('Домашнее задание').fill('§ 12');
  await page.getByLabel('Вид работы').selectOption('test');
  await wake();
  expect(await page.getByLabel('Домашнее задание').inputValue()).toBe('§ 12');
  expect(await page.getByLabel('Вид работы').inputValue()).toBe('test');
  await page.getByRole('button', { name: 'Сохранить' }).nth(1).tap();
  await page.getByText('Сохранено').waitFor();
  await page.reload();
  expect(await page.getByLabel('Домашнее задание').inputValue()).toBe('§ 12');

  wake = await asleep(page, `${lesson}?tab=marks`);
  await page.getByRole('textbox', { name: 'Отметка' }).first().fill('4');
  await Promise.all([written(page), wake()]);
  expect(await page.getByRole('textbox', { name: 'Отметка' }).first().inputValue()).toBe('4');
});

test('homework that a colleague changed meanwhile is not overwritten unseen', async () => {
  const [mine, theirs] = await Promise.all([0, 1].map(() => teacher({ javaScriptEnabled: false })));
  if (!mine || !theirs) throw new Error('two windows are needed');
  await newLesson(mine, '9А, геометрия');
  for (const page of [mine, theirs]) await page.goto(mine.url().replace(/\?.*|$/, '?tab=lesson'));
  const save = (page: Page) => page.getByRole('button', { name: 'Сохранить' }).nth(1).click();
  await theirs.getByLabel('Домашнее задание').fill('§ 9');
  await save(theirs);
  await mine.getByLabel('Домашнее задание').fill('§ 10');
  await save(mine);
  await mine.getByText('Сейчас записано: § 9').waitFor();
  expect(await mine.getByLabel('Домашнее задание').inputValue()).toBe('§ 10');
  await save(mine);
  await mine.getByText('Сохранено').waitFor();
});
