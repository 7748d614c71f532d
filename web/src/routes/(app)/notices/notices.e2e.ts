import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../../test/axe.ts';
import { openBrowser } from '../../../../test/browser.ts';
import { ask, emptyCells, pageOf } from '../../../../test/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const phone = { viewport: { width: 360, height: 740 } };

describe('notices', () => {
  it('a mark rings the parent’s bell at once, is told with its reason, and leads to the child’s day', async () => {
    const [teacher, pupil, parent] = await Promise.all([
      pageOf(browser, 'teacher'),
      pageOf(browser, 'pupil', phone),
      pageOf(browser, 'parent', phone),
    ]);
    const pupilId = (await ask<{ person: { id: string } }>(pupil, 'GET', '/api/me')).body.person.id;
    await parent.goto('/notices');
    // Looking at the list marks it as seen: the bell falls silent.
    const bell = parent.locator('nav a[href="/notices"] .count');
    await bell.waitFor({ state: 'detached' });
    await parent.goto('/diary');

    const [lesson] = await emptyCells(teacher, pupilId);
    const marks = [{ pupilId, value: '5', replaces: null }];
    const given = await ask(teacher, 'POST', `/api/lessons/${lesson?.id}/marks`, { marks });
    expect(given.status).toBe(200);
    await bell.waitFor();
    expect((await bell.textContent())?.trim()).toBe('1');

    await parent.locator('nav a[href="/notices"]').click();
    const first = parent.locator('main li').first();
    await first.getByText('Оценка 5').waitFor();
    expect(await first.getByText(/Вы получили это как родитель: /).count()).toBe(1);
    await bell.waitFor({ state: 'detached' });
    await first.locator('a').click();
    await parent.waitForURL(/\/diary\?child=.*&on=.*/);
    expect(new URL(parent.url()).searchParams.get('child')).toBe(pupilId);
    await Promise.all([teacher, pupil, parent].map((page) => page.context().close()));
  });

  it('a kind that is switched off is told no more; it works without scripts', async () => {
    const parent = await pageOf(browser, 'parent', { ...phone, javaScriptEnabled: false });
    await parent.goto('/notices/choices');
    const homework = parent.getByLabel('Домашние задания');
    const children = await homework.count();
    expect(children).toBeGreaterThan(1);
    await homework.first().uncheck();
    await parent.getByRole('button', { name: 'Сохранить' }).click();
    expect(await parent.getByText('Сохранено').count()).toBe(1);
    expect(await homework.first().isChecked()).toBe(false);
    expect(await homework.nth(1).isChecked()).toBe(true);
    await homework.first().check();
    await parent.getByRole('button', { name: 'Сохранить' }).click();
    expect(await homework.first().isChecked()).toBe(true);
    await parent.context().close();
  });

  it.each(['light', 'dark'] as const)('reads well: %s', async (colorScheme) => {
    const page = await pageOf(browser, 'parent', { ...phone, colorScheme });
    for (const path of ['/notices', '/notices/choices']) {
      await page.goto(path);
      expect(await sideways(page)).toBe(0);
      expect(await breaches(page)).toEqual([]);
    }
    await page.context().close();
  });
});
