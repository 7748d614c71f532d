import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../../../test/axe.ts';
import { openBrowser } from '../../../../../test/browser.ts';
import { ask, pageOf } from '../../../../../test/people.ts';

interface Me {
  readonly schools: readonly { readonly id: string; readonly today: string }[];
}

let browser: Browser;
let head: Page;
let parent: Page;
beforeAll(async () => {
  browser = await openBrowser();
  [head, parent] = await Promise.all([
    pageOf(browser, 'head'),
    pageOf(browser, 'parent', { viewport: { width: 360, height: 740 } }),
  ]);
});
afterAll(() => browser.close());

/** The Monday of the last week of the term, which no other story has to do with. */
async function lastMonday(): Promise<string> {
  const { schools } = (await ask<Me>(head, 'GET', '/api/me')).body;
  const today = Date.parse(schools[0]?.today ?? '');
  const weekday = (new Date(today).getUTCDay() + 6) % 7;
  return new Date(today + (28 - weekday) * 86_400_000).toISOString().slice(0, 10);
}

async function moveHistory(slot: string): Promise<void> {
  await head.locator('td:nth-of-type(1) a.lesson', { hasText: 'История' }).click();
  const form = head.locator('section', { has: head.getByRole('heading', { name: 'Изменить урок' }) });
  await form.getByLabel('Урок', { exact: true }).selectOption(slot);
  await form.getByRole('button', { name: 'Сохранить' }).click();
  await head.locator(`tbody tr:nth-child(${slot}) td:nth-of-type(1) a.lesson`, { hasText: 'История' }).waitFor();
}

async function publish(from: string): Promise<void> {
  await head.getByLabel('Действует с').fill(from);
  await head.getByRole('button', { name: 'Посмотреть, что изменится' }).click();
  await head.getByRole('status').getByText('урок').waitFor();
  await head.getByRole('button', { name: 'Опубликовать' }).click();
}

describe('a new version of the timetable', () => {
  it('is drawn from the one in force, refused while it clashes, and published', async () => {
    const from = await lastMonday();
    await head.goto('/timetable/versions');
    expect(await breaches(head)).toEqual([]);
    await head.getByLabel('Название').fill('Конец четверти');
    await head.getByRole('button', { name: 'Начать черновик' }).click();
    await head.getByRole('heading', { name: /Конец четверти/ }).waitFor();
    // The list leads somewhere once the page is awake.
    await head.waitForLoadState('networkidle');
    await head.getByLabel('Чья сетка').selectOption({ label: '7Б' });
    await head.locator('a.lesson', { hasText: 'Физика' }).first().waitFor();

    await moveHistory('2');
    await head.getByText('у учеников два урока').waitFor();
    expect(await breaches(head)).toEqual([]);
    await publish(from);
    await head.getByText('В сетке есть накладки. Исправьте каждую').waitFor();

    await moveHistory('6');
    await head.getByRole('heading', { name: 'Накладок нет' }).waitFor();
    await publish(from);
    await head.getByText(/^действует с \d/).waitFor();
    expect(await head.locator('a.add').count()).toBe(0);
  });

  it('tells the parent’s phone what changes for each child, and nothing else', async () => {
    await parent.goto('/timetable');
    expect(await sideways(parent)).toBe(0);
    await parent.getByRole('link', { name: /Что меняется/ }).click();
    await parent.getByText('было: 1-й урок').waitFor();
    const changes = parent.locator('main section li');
    expect(await changes.allInnerTexts()).toEqual([expect.stringMatching(/^История[^]*6-й урок/)]);
    expect([await breaches(parent), await sideways(parent)]).toEqual([[], 0]);

    await parent.getByRole('link', { name: 'Тимофей' }).click();
    await parent.getByText('Для вас ничего не меняется').waitFor();
    expect(await changes.count()).toBe(0);
  });

  it('takes lessons from a table and says of each row that does not fit why', async () => {
    await head.goto('/timetable/versions');
    await head.getByLabel('Название').fill('Из таблицы');
    await head.getByRole('button', { name: 'Начать черновик' }).click();
    await head.waitForURL(/versions\/[^?]+/);
    await head.goto(head.url().replace('?', '/import?'));
    const rows = ['День;Урок;Класс;Предмет;Учитель', 'пн;7;7Б;Алгебра;Кравцова Е. А.', 'чт;7;7Ы;Алгебра;'];
    const file = { name: 'неделя.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
    await head.setInputFiles('input[type=file]', file);
    await head.getByRole('button', { name: 'Посмотреть' }).click();
    await head.getByRole('row').filter({ hasText: 'Такого класса в школе нет' }).waitFor();
    expect(await breaches(head)).toEqual([]);
    await head.getByRole('button', { name: 'Поставить 1 урок' }).click();
    await head.waitForURL((url) => !url.pathname.endsWith('/import'));
    // The list leads somewhere once the page is awake.
    await head.waitForLoadState('networkidle');
    await head.getByLabel('Чья сетка').selectOption({ label: '7Б' });
    await head.locator('tbody tr:nth-child(7) td:nth-of-type(1) a.lesson', { hasText: 'Алгебра' }).waitFor();
  });
});
