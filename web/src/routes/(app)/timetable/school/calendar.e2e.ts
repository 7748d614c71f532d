import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../../../test/axe.ts';
import { openBrowser } from '../../../../../test/browser.ts';
import { ask, pageOf } from '../../../../../test/people.ts';

interface Me {
  readonly schools: readonly { readonly today: string }[];
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

describe('the calendar of the school', () => {
  it('takes a day off, says before what that does, and the parent’s diary shows it', async () => {
    const { schools } = (await ask<Me>(head, 'GET', '/api/me')).body;
    const today = Date.parse(schools[0]?.today ?? '');
    // The last Saturday of the term: no other story has to do with it.
    const ahead = 33 - ((new Date(today).getUTCDay() + 6) % 7);
    const day = new Date(today + ahead * 86_400_000).toISOString().slice(0, 10);

    await head.goto('/timetable/school');
    expect(await breaches(head)).toEqual([]);
    const form = head.locator('#days');
    await form.getByLabel('Что это').selectOption('day_off');
    await form.getByLabel('Название').fill('День здоровья');
    await form.getByLabel('С', { exact: true }).fill(day);
    await form.getByLabel('По', { exact: true }).fill(day);
    await form.getByRole('button', { name: 'Посмотреть, что изменится' }).click();
    await form.getByRole('status').getByText(/урок/).first().waitFor();
    await form.getByRole('button', { name: 'Сохранить' }).click();
    await head.getByText('Сохранено.').waitFor();

    await parent.goto(`/diary?on=${day}&view=day`);
    await parent.getByText('День здоровья').first().waitFor();
    expect([await breaches(parent), await sideways(parent)]).toEqual([[], 0]);
  });
});
