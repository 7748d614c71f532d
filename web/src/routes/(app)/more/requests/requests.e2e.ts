import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../../../test/axe.ts';
import { openBrowser } from '../../../../../test/browser.ts';
import { demoPassword, pageOf } from '../../../../../test/people.ts';
import { type RunningCopy, startCopy } from '../../../../../test/running-copy.ts';

// A copy of its own: a parent has a child less afterwards, and the school a teacher.
let [browser, copy]: readonly [Browser?, RunningCopy?] = [];
beforeAll(async () => {
  [browser, copy] = await Promise.all([openBrowser(), startCopy()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await copy?.stop();
});

const yesterday = () => new Date(Date.now() - 86_400_000 + 3 * 3_600_000).toISOString().slice(0, 10);
const as = (login: string, options = {}) => {
  if (!browser || !copy) throw new Error('nothing to try it on');
  return pageOf(browser, login, { baseURL: copy.address, ...options });
};
async function confirmed(head: Page, line: RegExp): Promise<void> {
  await head.goto('/notices');
  await head.getByRole('link', { name: /ждёт|ждут/ }).click();
  await head.getByRole('link', { name: line }).click();
  await head.getByRole('button', { name: 'Подтвердить' }).click();
  await head.getByText(/^выполнено:/).waitFor();
}

describe('acts that take two persons', () => {
  it('an admin proposes that a parent is guardian no more, the head confirms, and the open diary loses the child', async () => {
    const small = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false };
    const [parent, admin, head] = [await as('parent'), await as('admin', small), await as('head')];
    await parent.goto('/diary');
    await parent
      .getByRole('link', { name: /Варвара/ })
      .first()
      .waitFor();

    await admin.goto('/classes');
    await admin.getByRole('link', { name: /7Б/ }).click();
    await admin
      .getByRole('listitem')
      .filter({ hasText: 'Соколова Варвара' })
      .getByRole('link', { name: 'Представители' })
      .click();
    const mother = admin.getByRole('listitem').filter({ hasText: 'Соколова Н' });
    await mother.getByRole('link', { name: 'Завершить связь' }).click();
    await admin.getByLabel('Последний день').fill(yesterday());
    await admin.getByLabel('Почему').fill('Лишена родительских прав');
    await admin.getByLabel('Документ', { exact: true }).fill('Решение № 2-417');
    await admin.getByLabel('Дата документа').fill('2026-01-15');
    await admin.getByRole('button', { name: 'Внести запрос' }).click();
    await admin.getByText('Запрос внесён.').waitFor();
    expect(await sideways(admin)).toBe(0);
    expect(await admin.getByRole('button', { name: 'Подтвердить' }).count()).toBe(0);
    expect(await parent.getByRole('link', { name: /Варвара/ }).count()).toBeGreaterThan(0);

    await confirmed(head, /Соколова В.*больше не представитель/);
    expect(await breaches(head)).toEqual([]);
    await parent
      .getByRole('link', { name: /Варвара/ })
      .first()
      .waitFor({ state: 'detached', timeout: 30_000 });
    await Promise.all([parent, admin, head].map((page) => page.context().close()));
  });

  it('a teacher is dismissed: what ends is shown before, and afterwards nothing opens any more', async () => {
    const [teacher, admin, head] = [await as('teacher'), await as('admin'), await as('head')];
    await admin.goto('/more');
    await admin.getByRole('link', { name: 'Сотрудники' }).click();
    await admin.getByRole('link', { name: /Кравцова/ }).click();
    await admin.getByRole('link', { name: 'Уволить' }).click();
    await admin.getByText('классный руководитель: 7Б').waitFor();
    await admin.getByLabel('Последний день').fill(yesterday());
    await admin.getByLabel('Почему').fill('Перешла в другую школу');
    await admin.getByRole('button', { name: 'Внести запрос' }).click();
    await admin.getByText('Запрос внесён.').waitFor();
    expect(await breaches(admin)).toEqual([]);
    await confirmed(head, /Кравцова.*Увольнение/);
    await teacher.waitForURL(/sign-in/, { timeout: 30_000 }).catch(async () => {
      await teacher.goto('/journal');
    });
    expect(new URL(teacher.url()).pathname).toBe('/sign-in');
    await teacher.getByLabel('Логин').fill('teacher');
    await teacher.locator('input[name=password]').fill(demoPassword);
    await teacher.getByRole('button', { name: 'Войти', exact: true }).click();
    await teacher.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    const journals = await teacher.evaluate(
      async () => (await fetch('/api/journal')).json() as Promise<{ groups: unknown[] }>,
    );
    expect(journals.groups).toEqual([]);
    await Promise.all([teacher, admin, head].map((page) => page.context().close()));
  });
});
