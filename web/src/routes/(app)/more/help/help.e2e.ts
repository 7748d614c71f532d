import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../../../test/axe.ts';
import { openBrowser, openWindow } from '../../../../../test/browser.ts';
import { pageOf } from '../../../../../test/people.ts';
import { type RunningCopy, startCopy } from '../../../../../test/running-copy.ts';

// A copy of its own: the pupil's password is another one afterwards.
let [browser, copy]: readonly [Browser?, RunningCopy?] = [];
beforeAll(async () => {
  [browser, copy] = await Promise.all([openBrowser(), startCopy()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await copy?.stop();
});

describe('helping to sign in', () => {
  it('an admin resets a pupil’s password; the pupil is told by whom, and chooses another', async () => {
    if (!browser || !copy) throw new Error('nothing to try it on');
    const baseURL = copy.address;
    const small = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false };
    const admin = await pageOf(browser, 'admin', { ...small, baseURL });
    await admin.goto('/more');
    await admin.getByRole('link', { name: 'Помочь войти' }).click();
    await admin.getByLabel('Фамилия или имя').fill('соколова вар');
    await admin.getByRole('button', { name: 'Найти' }).click();
    await admin.getByRole('link', { name: /Соколова В/ }).click();
    await admin.getByText('Потеряно устройство').click();
    await admin.getByRole('button', { name: 'Сбросить пароль' }).click();
    await admin.getByText('Пароль сброшен').waitFor();
    expect(await sideways(admin)).toBe(0);
    const code = await admin.locator('.code').innerText();
    await admin.context().close();

    const pupil = await (await openWindow(browser, { baseURL })).newPage();
    await pupil.goto('/sign-in');
    await pupil.getByLabel('Логин').fill('pupil');
    await pupil.locator('input[name=password]').fill(code);
    await pupil.getByRole('button', { name: 'Войти' }).click();
    await pupil.waitForURL('**/password');
    await pupil.getByText('Причина: потеряно устройство').waitFor();
    expect(await breaches(pupil)).toEqual([]);
    await pupil.getByLabel('Код первого входа ещё раз').fill(code);
    await pupil.getByLabel('Новый пароль').fill('ёж несёт три груши');
    await pupil.getByRole('button', { name: 'Сохранить пароль' }).click();
    await pupil.waitForURL('**/diary*');
    await pupil.context().close();
  });
});
