import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { breaches } from '../../../../../test/axe.ts';
import { openBrowser, openWindow } from '../../../../../test/browser.ts';
import { pageOf } from '../../../../../test/people.ts';

let browser: Browser;
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;
beforeAll(async () => {
  browser = await openBrowser();
  signedIn = await (await pageOf(browser, 'teacher')).context().storageState();
});
afterEach(() => Promise.all(browser.contexts().map((window) => window.close())));
afterAll(() => browser.close());

/** Opens a journal of the demo teacher and waits until it is alive. */
async function journalOf(group: string): Promise<Page> {
  const page = await (await openWindow(browser, { storageState: signedIn })).newPage();
  await page.goto('/journal');
  await page.getByRole('link', { name: group }).first().click();
  await page.locator('[data-at][tabindex="0"]').waitFor();
  return page;
}

/** A cell of a pupil who is in the group that day, which holds nothing yet, as far to the right as there is one: lessons ahead are empty on any day of the year. */
async function emptyCell(page: Page): Promise<{ column: string; row: string }> {
  const cells = await page
    .locator('[data-at]')
    .evaluateAll((all) =>
      all.map((cell) => [
        cell.getAttribute('data-at') ?? '',
        cell.querySelector('.away') ? 'away' : cell.textContent.trim(),
      ]),
    );
  const empty = cells.flatMap(([at = '', content]) => (content === '' ? [at.split('.').map(Number)] : []));
  const [row = 0, column = 0] = empty.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => d - b || a - c)[0] ?? [];
  return { row: String(row), column: String(column) };
}
const cellOf = (page: Page, row: string, column: string) => page.locator(`[data-at="${row}.${column}"]`);
const answered = (page: Page, path: RegExp) =>
  page.waitForResponse((answer) => path.test(answer.url()) && answer.status() === 200);
const text = async (page: Page, row: string, column: string) =>
  (await cellOf(page, row, column).textContent())?.trim().charAt(0);

test('a mark is typed, changed with a reason, and taken back with Ctrl+Z, without a mouse', async () => {
  const page = await journalOf('7Б, алгебра');
  const { row, column } = await emptyCell(page);
  await cellOf(page, row, column).focus();
  await Promise.all([answered(page, /\/marks$/), page.keyboard.press('4')]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('5');
  await page.getByRole('dialog', { name: 'Исправить отметку' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await Promise.all([answered(page, /\/marks$/), page.keyboard.press('Enter')]);
  expect(await text(page, row, column)).toBe('5');
  await page.reload();
  await page.locator('[data-at][tabindex="0"]').waitFor();
  expect(await text(page, row, column)).toBe('5');

  await cellOf(page, row, column).focus();
  await page.keyboard.press('2');
  await Promise.all([answered(page, /\/marks$/), page.keyboard.press('Enter')]);
  await Promise.all([answered(page, /\/marks$/), page.keyboard.press('Control+z')]);
  expect(await text(page, row, column)).toBe('5');
});

test('without a link the mark waits on the device, survives leaving, and is written once it is back', async () => {
  const page = await journalOf('7А, алгебра');
  const { row, column } = await emptyCell(page);
  await page.context().route('**/api/lessons/**', (route) => route.abort());
  await cellOf(page, row, column).focus();
  await page.keyboard.press('3');
  await page.getByText('1 запись ждёт связи').waitFor();
  await page.goto('/today');
  await page.context().unroute('**/api/lessons/**');
  await Promise.all([answered(page, /\/marks$/), page.goBack()]);
  await expect.poll(() => text(page, row, column)).toBe('3');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('two entries in one cell: both are shown, and the teacher chooses', async () => {
  const [mine, theirs] = [await journalOf('9А, алгебра'), await journalOf('9А, алгебра')];
  const { row, column } = await emptyCell(mine);
  await mine.context().route('**/api/lessons/**', (route) => route.abort());
  await cellOf(mine, row, column).focus();
  await mine.keyboard.press('3');
  await mine.getByText('1 запись ждёт связи').waitFor();
  await cellOf(theirs, row, column).focus();
  await Promise.all([answered(theirs, /\/marks$/), theirs.keyboard.press('4')]);
  await mine.context().unroute('**/api/lessons/**');
  await mine.getByRole('button', { name: 'Повторить сейчас' }).click();
  await mine.getByText('1 запись не принята').waitFor();
  await cellOf(mine, row, column).click();
  const bubble = mine.getByRole('dialog', { name: 'Две записи в одной клетке' });
  expect(await bubble.textContent()).toMatch(/Кравцова Е\. .*: 4\.\s+Вы поставили 3/);
  await Promise.all([answered(mine, /\/marks$/), bubble.getByRole('button', { name: 'Поставить 3' }).click()]);
  // Live: the other window shows it without being asked.
  await expect.poll(() => text(theirs, row, column), { timeout: 60_000 }).toBe('3');
});

test('a column of a spreadsheet is pasted, and the same mark goes to all below', async () => {
  const page = await journalOf('7Б, геометрия');
  const { row, column } = await emptyCell(page);
  await cellOf(page, row, column).focus();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '5\r\n');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await expect.poll(() => text(page, row, column)).toBe('5');
  await Promise.all([answered(page, /\/marks$/), page.keyboard.press('Shift+ArrowDown')]);
  const last = page.locator(`[data-at$=".${column}"]`).last();
  expect((await last.textContent())?.trim()).not.toBe('');
});

test('a head reads: no editor opens, arrows go, the history of a mark does open', async () => {
  const page = await pageOf(browser, 'head');
  await page.goto('/today');
  await page.waitForURL('**/journal');
  await page.getByRole('link', { name: '7Б, алгебра' }).first().click();
  await page.locator('[data-at][tabindex="0"]').waitFor();
  expect(await page.getByRole('link', { name: 'Урок вне расписания' }).count()).toBe(0);
  const at = await page
    .locator('[data-at]')
    .evaluateAll((all) => all.find((cell) => /^[2-5]/.test(cell.textContent.trim()))?.getAttribute('data-at'));
  const [row = '', column = ''] = (at ?? '').split('.');
  const before = await text(page, row, column);
  let writes = 0;
  page.on('request', (request) => (writes += Number(request.method() !== 'GET')));
  await cellOf(page, row, column).focus();
  for (const key of ['2', '5', 'n', 'Delete', 'Control+z']) await page.keyboard.press(key);
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await text(page, row, column)).toBe(before);
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-at'))).toBe(
    `${Number(row) + 1}.${column}`,
  );
  await page.keyboard.press('ArrowUp');
  expect(await breaches(page)).toEqual([]);
  await page.getByRole('link', { name: 'История отметки' }).click();
  await page.getByText('Кравцова').first().waitFor();

  await page.goBack();
  await page.locator('.lesson a').first().click();
  for (const tab of ['Перекличка', 'Оценки', 'Урок']) {
    await page.getByRole('link', { name: tab, exact: true }).click();
    await page.locator('main nav a[aria-current]', { hasText: tab }).waitFor();
    expect(await page.locator('main').getByRole('button').count()).toBe(0);
    expect(await breaches(page)).toEqual([]);
  }
  expect(writes).toBe(0);
});

test.each(['light', 'dark'] as const)('nothing stands in the way of anybody: %s', async (colorScheme) => {
  const page = await journalOf('7Б, алгебра');
  await page.emulateMedia({ colorScheme });
  expect(await breaches(page)).toEqual([]);
});
