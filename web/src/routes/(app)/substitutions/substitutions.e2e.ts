import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../../test/axe.ts';
import { openBrowser } from '../../../../test/browser.ts';
import { ask, pageOf } from '../../../../test/people.ts';

interface Me {
  readonly person: { readonly id: string };
  readonly schools: readonly { readonly id: string; readonly today: string }[];
}
interface Lesson {
  readonly id: string;
  readonly date: string;
  readonly from: string;
  readonly subject: { readonly title: string };
  readonly group: { readonly title: string };
  readonly teacher: { readonly id: string; readonly short: string };
}

let browser: Browser;
let head: Page;
let pupil: Page;
beforeAll(async () => {
  browser = await openBrowser();
  [head, pupil] = await Promise.all([
    pageOf(browser, 'head'),
    pageOf(browser, 'pupil', { viewport: { width: 360, height: 740 } }),
  ]);
});
afterAll(() => browser.close());

const me = async (page: Page) => (await ask<Me>(page, 'GET', '/api/me')).body;
const weekLater = (date: string) => new Date(Date.parse(date) + 7 * 86_400_000).toISOString().slice(0, 10);

/** A lesson of the pupil in the weeks ahead that no other story has to do with: not of the teacher who signs in. */
async function lessonAhead(): Promise<Lesson> {
  const { schools } = await me(pupil);
  const [school] = schools;
  const teacher = await pageOf(browser, 'teacher');
  const own = (await me(teacher)).person.id;
  await teacher.context().close();
  for (let date = weekLater(school?.today ?? ''), week = 0; week < 12; date = weekLater(date), week += 1) {
    const path = `/api/schools/${school?.id}/timetable?date=${date}`;
    const { lessons } = (await ask<{ lessons: readonly Lesson[] }>(pupil, 'GET', path)).body;
    const free = lessons.find((lesson) => lesson.teacher.id !== own);
    if (free) return free;
  }
  throw new Error('The pupil has no lessons ahead.');
}

describe('a teacher is ill', () => {
  it('the deputy reports it and lets another teacher give the lesson; the pupil’s phone shows it at once', async () => {
    const lesson = await lessonAhead();
    await pupil.goto(`/diary?on=${lesson.date}&view=day`);
    const row = pupil.locator('li', { has: pupil.locator('time, .time', { hasText: lesson.from.replace(/^0/, '') }) });
    await row.first().waitFor();

    await head.goto(`/substitutions?on=${lesson.date}`);
    await head.getByLabel('Учитель').selectOption({ label: lesson.teacher.short });
    await head.getByRole('button', { name: 'Отметить отсутствие' }).click();
    await head.getByRole('button', { name: `Убрать отсутствие: ${lesson.teacher.short}` }).waitFor();
    await head.locator(`a[href="/substitutions/${lesson.id}"]`).click();
    await head.getByRole('heading', { name: 'Кто заменит' }).waitFor();
    expect(await breaches(head)).toEqual([]);
    const assign = head.getByRole('button', { name: /^Назначить замену/ }).first();
    const stand = ((await assign.getAttribute('aria-label')) ?? '').replace('Назначить замену: ', '');
    await assign.click();
    await head.waitForURL('**/substitutions?**');
    await head.getByText(`ведёт ${stand}`).waitFor();
    expect(await breaches(head)).toEqual([]);

    await pupil.getByText(`замена: ${stand}`).waitFor();
    expect(await breaches(pupil)).toEqual([]);
  });

  it('a cancelled lesson is struck out in the diary and in the timetable, and given after all', async () => {
    const lesson = await lessonAhead();
    await pupil.goto(`/diary?on=${lesson.date}&view=day`);
    await head.goto(`/substitutions/${lesson.id}`);
    await head.locator('summary', { hasText: 'Отменить урок' }).click();
    await head.getByRole('button', { name: 'Отменить урок' }).click();
    await head.waitForURL('**/substitutions?**');
    await pupil.getByText('урок отменён').first().waitFor();
    await pupil.goto(`/timetable?on=${lesson.date}`);
    await pupil.locator('.narrow').getByText('отменён', { exact: true }).waitFor();
    expect(await breaches(pupil)).toEqual([]);
    expect(await sideways(pupil)).toBe(0);
    await head.goto(`/substitutions/${lesson.id}`);
    await head.getByRole('button', { name: 'Вернуть урок' }).click();
    await head.waitForURL('**/substitutions?**');
    await pupil.locator('.narrow').getByText('отменён', { exact: true }).waitFor({ state: 'detached' });
  });

  it('says in words why a lesson cannot be moved, and keeps what was entered', async () => {
    const lesson = await lessonAhead();
    await head.goto(`/substitutions/${lesson.id}`);
    await head.locator('summary', { hasText: 'Перенести' }).click();
    await head.getByLabel('Дата').fill('2031-01-15');
    await head.getByRole('button', { name: 'Перенести' }).click();
    await head.getByText('внутри его четверти').waitFor();
    expect(await head.getByLabel('Дата').inputValue()).toBe('2031-01-15');
  });
});

describe('the timetable', () => {
  it('is the own week, and anybody else’s of the school on demand', async () => {
    await head.goto('/timetable');
    await head.getByRole('heading', { name: 'Расписание' }).waitFor();
    expect(await breaches(head)).toEqual([]);
    const choice = head.getByLabel('Чья неделя');
    const room = await choice.locator('optgroup').last().locator('option').first().getAttribute('value');
    await choice.selectOption(room);
    await head.waitForURL((url) => url.searchParams.get('of') === room);
    expect(await choice.inputValue()).toBe(room);
  });

  it('reads without scripts', async () => {
    const page = await pageOf(browser, 'parent', { javaScriptEnabled: false });
    await page.goto('/timetable');
    await page.getByLabel('Чья неделя').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Показать' }).click();
    expect(new URL(page.url()).searchParams.get('of')).toMatch(/^pupil:/);
    await page.context().close();
  });

  it('goes into a calendar by a link that can be taken back', async () => {
    const page = await pageOf(browser, 'parent', { viewport: { width: 360, height: 740 } });
    await page.goto('/timetable');
    await page.getByRole('link', { name: 'В календарь' }).click();
    await page.getByRole('button', { name: 'Сделать ссылку' }).click();
    const address = await page.getByLabel('Ссылка готова').inputValue();
    const asked = () => page.request.get(address);
    expect(await (await asked()).text()).toContain('BEGIN:VEVENT');
    expect(await breaches(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    await page.getByRole('button', { name: 'Убрать ссылку' }).first().click();
    await page.getByText('Ссылок пока нет').waitFor();
    expect((await asked()).status()).toBe(404);
    await page.context().close();
  });
});
