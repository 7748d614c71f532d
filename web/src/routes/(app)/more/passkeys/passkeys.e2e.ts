import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { breaches, sideways } from '../../../../../test/axe.ts';
import { openBrowser } from '../../../../../test/browser.ts';
import { demoPassword, pageOf } from '../../../../../test/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser(['--host-resolver-rules=MAP school.test 127.0.0.1']);
});
afterAll(() => browser.close());

/** Gives a page an authenticator that confirms everything, as a phone with a finger on it. */
async function withAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

describe('passkeys', () => {
  it('are added, sign in alone and after the password, and are taken away', async () => {
    const page = await pageOf(browser, 'head', { viewport: { width: 360, height: 740 } });
    await withAuthenticator(page);
    await page.goto('/more/passkeys');
    await page.getByLabel('Название').fill('Телефон');
    await page.getByRole('button', { name: 'Добавить ключ' }).click();
    await page.getByText('Ключ добавлен').waitFor();
    await page.getByText('Телефон', { exact: true }).waitFor();
    expect([await breaches(page), await sideways(page)]).toEqual([[], 0]);
    const signOut = async () => {
      await page.goto('/more');
      await page.getByRole('button', { name: 'Выйти' }).click();
      await page.waitForURL('**/sign-in');
    };
    await signOut();
    await page.getByRole('button', { name: 'Войти по ключу доступа' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await signOut();
    await page.getByLabel('Логин').fill('head');
    await page.locator('input[name=password]').fill(demoPassword);
    await page.getByRole('button', { name: 'Войти', exact: true }).click();
    await page.waitForURL('**/sign-in/code*');
    await page.getByRole('button', { name: 'Войти по ключу доступа' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto('/more/passkeys');
    await page.getByRole('button', { name: 'Удалить ключ «Телефон»' }).click();
    await page.getByText('Ключ удалён').waitFor();
    await page.context().close();
  });

  it('are explained where the browser takes none', async () => {
    const { port } = new URL(inject('baseUrl'));
    const page = await pageOf(browser, 'pupil', { baseURL: `http://school.test:${port}` });
    await page.goto('/more/passkeys');
    await page.getByText('сайт открыт без https').waitFor();
    expect(await page.getByRole('button', { name: 'Добавить ключ' }).count()).toBe(0);
    await page.context().close();
  });
});
