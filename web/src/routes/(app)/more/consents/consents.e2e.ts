import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { breaches, sideways } from '../../../../../test/axe.ts';
import { openBrowser } from '../../../../../test/browser.ts';
import { demoPassword, pageOf } from '../../../../../test/people.ts';
import { type RunningCopy, startCopy } from '../../../../../test/running-copy.ts';

// A copy of its own: what is answered here would be missing elsewhere.
let [browser, copy]: readonly [Browser?, RunningCopy?] = [];
beforeAll(async () => {
  [browser, copy] = await Promise.all([openBrowser(), startCopy()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await copy?.stop();
});

test('a parent reads what the school asks, agrees, and takes it back; the tutor sees each step', async () => {
  if (!browser || !copy) throw new Error('nothing to try it on');
  const baseURL = copy.address;
  const tutor = await pageOf(browser, 'teacher', { baseURL });
  await tutor.goto('/classes');
  await tutor.getByRole('main').locator('a[href^="/classes/"]').click();
  await tutor.getByRole('link', { name: 'Согласия' }).click();
  const row = tutor.getByRole('row').filter({ hasText: 'Соколова' }).filter({ hasText: 'новый текст' });
  await row.waitFor();
  expect(await breaches(tutor)).toEqual([]);

  const parent = await pageOf(browser, 'parent', { baseURL, viewport: { width: 360, height: 740 } });
  await parent.goto('/diary');
  await parent.getByRole('region', { name: 'Школа ждёт ответа' }).getByRole('link').click();
  await parent.getByRole('heading', { level: 1, name: 'Фото и видео' }).waitFor();
  expect(await breaches(parent)).toEqual([]);
  expect(await sideways(parent)).toBe(0);
  await parent.getByRole('button', { name: 'Даю согласие' }).click();
  await parent.getByText('Ответ записан').waitFor();
  await tutor.reload();
  const given = tutor.getByRole('row').filter({ hasText: /Соколова В.*версия|Соколова/ });
  expect(await given.filter({ hasText: 'новый текст' }).count()).toBe(0);
  await parent.getByRole('button', { name: 'Отозвать согласие' }).click();
  await parent.getByText('отозвано').first().waitFor();
  await parent.goto('/diary');
  expect(await parent.getByRole('region', { name: 'Школа ждёт ответа' }).count()).toBe(0);
  await tutor.reload();
  await tutor
    .getByText(/: отозвано/)
    .first()
    .waitFor();
  await Promise.all([parent.context().close(), tutor.context().close()]);
});

test('an admin publishes a text with the own password; what was typed is kept; a parent is told, without scripts', async () => {
  if (!browser || !copy) throw new Error('nothing to try it on');
  const plain = { baseURL: copy.address, javaScriptEnabled: false };
  const admin = await pageOf(browser, 'admin', plain);
  await admin.goto('/more');
  await admin.getByRole('link', { name: 'Тексты согласий' }).click();
  await admin.getByRole('link', { name: 'Новый текст: сообщения' }).click();
  await admin.getByText('Кого спросим').waitFor();
  await admin.getByLabel('Текст по-русски').fill('Разрешаю писать учителям.');
  await admin.getByLabel('Почему спрашиваем').fill('Закон изменился.');
  await admin.getByRole('button', { name: 'Опубликовать' }).click();
  const proof = admin.getByLabel('Ваш пароль');
  if ((await proof.count()) > 0) {
    expect(await admin.getByLabel('Почему спрашиваем').inputValue()).toBe('Закон изменился.');
    await proof.fill(demoPassword);
    await admin.getByRole('button', { name: 'Опубликовать' }).click();
  }
  await admin.getByText('Текст опубликован').waitFor();
  const parent = await pageOf(browser, 'parent', plain);
  await parent.goto('/notices');
  await parent
    .getByRole('link', { name: /Школа спрашивает согласие: сообщения/ })
    .first()
    .click();
  await parent.getByText('Разрешаю писать учителям.').waitFor();
  await parent.getByRole('button', { name: 'Не даю согласия' }).click();
  await parent.getByText('Ответ записан').waitFor();
  await Promise.all([parent.context().close(), admin.context().close()]);
});

test('an admin notes a paper; the family is told of it and finds it among its answers; struck, it is gone', async () => {
  if (!browser || !copy) throw new Error('nothing to try it on');
  const baseURL = copy.address;
  const admin = await pageOf(browser, 'admin', { baseURL });
  await admin.goto('/classes');
  await admin.getByRole('main').getByRole('link', { name: /^7Б/ }).click();
  await admin.getByRole('link', { name: 'Согласия' }).click();
  await admin.waitForURL(/consents$/);
  await admin
    .getByRole('main')
    .getByRole('link', { name: /Соколова/ })
    .click();
  const form = admin.locator('form', { has: admin.getByLabel('Где лежит бумага') });
  await form.getByLabel('О чём').selectOption({ label: 'Обработка персональных данных, версия 1' });
  await form.getByLabel('Что в бумаге').selectOption({ label: 'отказ или отзыв' });
  await form.getByLabel('Дата подписи').fill(new Date(Date.now() - 36e5 * 3).toISOString().slice(0, 10));
  await form.getByLabel('Где лежит бумага').fill('каб. 12, папка 7Б, лист 3');
  await form.getByRole('button', { name: 'Записать' }).click();
  const proof = admin.getByLabel('Ваш пароль');
  await Promise.race([proof.waitFor(), admin.getByText('Бумага записана').waitFor()]);
  if ((await proof.count()) > 0) {
    expect(await form.getByLabel('Где лежит бумага').inputValue()).toBe('каб. 12, папка 7Б, лист 3');
    await proof.fill(demoPassword);
    await form.getByRole('button', { name: 'Записать' }).click();
  }
  await admin.getByText('Бумага записана').waitFor();
  expect(await breaches(admin)).toEqual([]);

  const parent = await pageOf(browser, 'parent', { baseURL, viewport: { width: 360, height: 740 } });
  await parent.goto('/notices');
  await parent.getByRole('link', { name: /Школа записала ответ на бумаге: обработка/ }).click();
  await parent.getByText('Бумага: каб. 12, папка 7Б, лист 3').waitFor();
  expect([await breaches(parent), await sideways(parent)]).toEqual([[], 0]);

  await admin.getByRole('link', { name: 'Снять запись' }).click();
  await admin.getByLabel('Почему запись ошибочна').fill('не та папка');
  await admin.getByRole('button', { name: 'Снять запись' }).click();
  await admin.getByText('Запись снята').waitFor();
  await parent.reload();
  expect(await parent.getByText('Бумага: каб. 12').count()).toBe(0);
  await Promise.all([parent.context().close(), admin.context().close()]);
});
