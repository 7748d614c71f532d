import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../../../test/axe.ts';
import { authenticatorShows } from '../../../../../test/authenticator.ts';
import { openBrowser, openWindow } from '../../../../../test/browser.ts';
import { pageOf, signIn } from '../../../../../test/people.ts';
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
    await pupil.getByRole('button', { name: 'Войти', exact: true }).click();
    await pupil.waitForURL('**/password');
    await pupil.getByText('Причина: потеряно устройство').waitFor();
    expect(await breaches(pupil)).toEqual([]);
    await pupil.getByLabel('Код первого входа ещё раз').fill(code);
    await pupil.getByLabel('Новый пароль').fill('ёж несёт три груши');
    await pupil.getByRole('button', { name: 'Сохранить пароль' }).click();
    await pupil.waitForURL('**/diary*');
    await pupil.context().close();
  });

  it('an admin takes a colleague’s lost second factor away; the password alone signs in again', async () => {
    if (!browser || !copy) throw new Error('nothing to try it on');
    const baseURL = copy.address;
    const head = await pageOf(browser, 'head', { baseURL });
    await head.goto('/more/second-factor');
    await head.getByRole('button', { name: 'Подключить' }).click();
    const key = await head.locator('.key').innerText();
    await head.getByLabel('Код из приложения').fill(authenticatorShows(key, 0));
    await head.getByRole('button', { name: 'Включить' }).click();
    await head.getByRole('heading', { name: 'Запасные коды' }).waitFor();

    const admin = await pageOf(browser, 'admin', { baseURL, viewport: { width: 360, height: 740 } });
    await admin.goto('/more/help');
    await admin.getByLabel('Фамилия или имя').fill('ковалёва люд');
    await admin.getByRole('button', { name: 'Найти' }).click();
    await admin.getByRole('link', { name: /Ковалёва/ }).click();
    await admin.locator('input[name=what][value=second-factor]').check();
    await admin.locator('input[name=reason][value=device_lost]').check();
    expect([await breaches(admin), await sideways(admin)]).toEqual([[], 0]);
    await admin.locator('form button[type=submit]').last().click();
    await admin.locator('input[name=what]').first().waitFor({ state: 'detached' });

    // Where the head was signed in, nothing opens any more; the password alone signs in, on no second page.
    await head.goto('/journal');
    await head.waitForURL('**/sign-in?next=*');
    await signIn(head, 'head');
    await head.goto('/more/second-factor');
    await head.getByRole('button', { name: 'Подключить' }).waitFor();
    await Promise.all([head.context().close(), admin.context().close()]);
  });
});
