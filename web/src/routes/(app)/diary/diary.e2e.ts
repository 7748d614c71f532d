import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../../test/axe.ts';
import { openBrowser } from '../../../../test/browser.ts';
import { ask, emptyCells, pageOf } from '../../../../test/people.ts';

let browser: Browser;
let teacher: Page;
beforeAll(async () => {
  browser = await openBrowser();
  teacher = await pageOf(browser, 'teacher');
});
afterAll(() => browser.close());

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
const childOf = async (page: Page) =>
  (await ask<{ children: { id: string }[] }>(page, 'GET', '/api/me')).body.children[0]!.id;
const marksOf = (page: Page, lessonId: string) => page.locator(`a[href^="/marks/${lessonId}/"]:visible`);

/** Gives a five; gives the lesson and the event. */
async function mark(pupilId: string) {
  const [lesson] = await emptyCells(teacher, pupilId);
  if (!lesson) throw new Error('Every cell is filled.');
  const give = async (value: string, replaces: string | null, more: object = {}) => {
    const marks = [{ pupilId, value, replaces, ...more }];
    const { status, body } = await ask<{ ids: string[] }>(teacher, 'POST', `/api/lessons/${lesson.id}/marks`, {
      marks,
    });
    expect(status).toBe(200);
    return body.ids[0]!;
  };
  return { lesson, give };
}

describe('a parent’s diary', () => {
  it('shows a mark as soon as it is given, a correction with old, new, who and why, and forgets none of it', async () => {
    const parent = await pageOf(browser, 'parent');
    const pupilId = await childOf(parent);
    const { lesson, give } = await mark(pupilId);
    const listening = parent.waitForResponse((response) => response.url().includes('/api/live'));
    await parent.goto(`/diary?child=${pupilId}&view=week&on=${lesson.date}`);
    await parent.locator('.sheet').waitFor();
    expect(await marksOf(parent, lesson.id).count()).toBe(0);

    await listening;
    const first = await give('5', null);
    await marksOf(parent, lesson.id).first().waitFor();
    expect(await marksOf(parent, lesson.id).first().innerText()).toContain('новое');

    await give('4', first, { reason: 'retake', note: 'переписана самостоятельная' });
    await marksOf(parent, lesson.id).filter({ hasText: 'исправлено' }).first().click();
    await parent.getByRole('heading', { name: 'История оценки' }).waitFor();
    const corrected = parent.getByRole('listitem').filter({ hasText: 'Исправлена' });
    expect(await corrected.innerText()).toMatch(/Кравцова Е\. А\.[\s\S]*пересдача[\s\S]*переписана[\s\S]*5[\s\S]*4/);
    expect(await breaches(parent)).toEqual([]);

    await parent.goto(`/diary?on=${lesson.date}`);
    await parent.reload();
    expect(await marksOf(parent, lesson.id).first().innerText()).toContain('4');
    await parent.context().close();
  });

  it('is live in every tab over one stream, also when the tab that held it is closed', async () => {
    const first = await pageOf(browser, 'parent');
    const pupilId = await childOf(first);
    const { lesson, give } = await mark(pupilId);
    const address = `/diary?child=${pupilId}&view=week&on=${lesson.date}`;
    let streams = 0;
    first.context().on('request', (request) => (streams += request.url().includes('/api/live') ? 1 : 0));
    const opened = () => first.context().waitForEvent('response', (response) => response.url().includes('/api/live'));
    const listening = opened();
    await first.goto(address);
    await listening;
    const second = await first.context().newPage();
    await second.goto(address);
    await second.locator('.sheet').waitFor();
    const event = await give('5', null);
    await Promise.all([first, second].map((page) => marksOf(page, lesson.id).first().waitFor()));
    expect(streams).toBe(1);

    const again = opened();
    await first.close();
    await again;
    await give('3', event, { reason: 'typo' });
    await marksOf(second, lesson.id).filter({ hasText: '3' }).first().waitFor();
    await second.context().close();
  });

  it('belongs to two children, told apart by ribbons', async () => {
    const parent = await pageOf(browser, 'parent');
    const tabs = parent.getByRole('navigation', { name: 'Чей дневник' }).getByRole('link');
    expect(await tabs.count()).toBe(2);
    await tabs.nth(1).click();
    await parent.locator('nav a[aria-current=true]', { hasText: 'Тимофей' }).waitFor();
    await parent.goto('/diary');
    expect(await tabs.nth(1).getAttribute('aria-current')).toBe('true');
    await parent.context().close();
  });

  it.each([
    ['desktop, light', {}, ['/diary?view=week', '/diary?view=day']],
    ['desktop, dark', { colorScheme: 'dark' as const }, ['/diary?view=week']],
    ['phone, light', phone, ['/diary', '/more']],
    ['phone, dark', { ...phone, colorScheme: 'dark' as const }, ['/diary']],
    ['desktop, English', { locale: 'en-GB' }, ['/diary?view=day']],
  ])('can be read by everybody: %s', async (_, options, paths) => {
    const page = await pageOf(browser, 'parent', options);
    for (const path of paths) {
      await page.goto(path);
      await page.locator('main').waitFor();
      expect(await breaches(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
    }
    await page.context().close();
  });

  it('is a pupil’s own too', async () => {
    const pupil = await pageOf(browser, 'pupil');
    await pupil.getByRole('heading', { name: 'Дневник' }).waitFor();
    await pupil.context().close();
  });
});

describe('keys', () => {
  it('? shows them, g and a letter goes', async () => {
    const page = await pageOf(browser, 'parent');
    await page.goto('/more');
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Клавиши' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.waitForURL('**/diary');
    await page.context().close();
  });
});
