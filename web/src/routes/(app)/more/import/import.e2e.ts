import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sheetOf, workbook } from '../../../../../../api/test/workbook.ts';
import { breaches, sideways } from '../../../../../test/axe.ts';
import { openBrowser } from '../../../../../test/browser.ts';
import { pageOf } from '../../../../../test/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const lists = workbook({
  Классы: sheetOf([
    ['Класс', 'Параллель'],
    ['8Щ', '8'],
  ]),
  Ученики: sheetOf([
    ['Класс', 'Фамилия', 'Имя', 'Номер'],
    ['8Щ', 'Привезённый', 'Глеб', 'щ-1'],
    ['8Щ', 'Привезённая', 'Нина', 'щ-2'],
    ['8Щ', 'Потерянная', '', 'щ-3'],
  ]),
});

async function confirmed(head: Page, line: RegExp): Promise<void> {
  await head.goto('/more/requests');
  await head.getByRole('link', { name: line }).first().click();
  await head.getByRole('button', { name: 'Подтвердить' }).click();
  await head.getByText(/^выполнено:/).waitFor();
}
async function asked(admin: Page, go: string): Promise<void> {
  await admin.getByLabel('Зачем').fill('Новый класс');
  await admin.getByRole('button', { name: go }).click();
  await admin.getByText('Запрос внесён.').waitFor();
}
const has = async (admin: Page): Promise<boolean> => {
  await admin.goto('/classes');
  return (await admin.getByRole('link', { name: /8Щ/ }).count()) > 0;
};

describe('a school brought in from a file', () => {
  it('is read, asked for, seen and confirmed by the head, brought in, and undone the same way', async () => {
    const small = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false };
    const [admin, head] = [await pageOf(browser, 'admin'), await pageOf(browser, 'head', small)];
    await admin.goto('/more/import');
    const file = { name: 'Восьмой.xlsx', mimeType: 'application/zip', buffer: lists };
    await admin.getByLabel('Файл').setInputFiles(file);
    await admin.getByRole('button', { name: 'Загрузить и прочитать' }).click();
    await admin.getByRole('heading', { name: 'Что изменится' }).waitFor({ timeout: 60_000 });
    const own = admin.url();
    await admin.getByText('Обязательная ячейка пуста.').waitFor();
    expect(await breaches(admin)).toEqual([]);
    await asked(admin, 'Попросить внести');

    await head.goto('/more/requests');
    await head
      .getByRole('link', { name: /Внести школу из файла/ })
      .first()
      .click();
    await head.getByText('Восьмой.xlsx').waitFor();
    await head.getByRole('link', { name: 'Отчёт по строкам' }).click();
    await head.getByText('Обязательная ячейка пуста.').waitFor();
    expect(await head.getByRole('button', { name: /Попросить|Удалить/ }).count()).toBe(0);
    expect(await sideways(head)).toBe(0);
    await confirmed(head, /Внести школу из файла/);
    await admin.goto(own);
    await admin.getByRole('heading', { name: 'Что изменилось' }).waitFor({ timeout: 60_000 });
    expect(await has(admin)).toBe(true);

    await admin.goto(own);
    await admin.getByRole('link', { name: 'Отменить внесение' }).click();
    await admin.getByRole('button', { name: 'Проверить, что вернётся' }).click();
    await admin.getByText('Ничего: вернётся всё.').waitFor({ timeout: 60_000 });
    expect(await breaches(admin)).toEqual([]);
    await asked(admin, 'Попросить отменить');
    await confirmed(head, /Отменить внесение/);
    await admin.goto(`${own}/undo`);
    await admin.getByText('Ничего: возвращено всё.').waitFor({ timeout: 60_000 });
    await admin.goto(own);
    await admin.getByText(/Внесение отменено/).waitFor();
    expect(await has(admin)).toBe(false);
    await Promise.all([admin, head].map((page) => page.context().close()));
  });
});
