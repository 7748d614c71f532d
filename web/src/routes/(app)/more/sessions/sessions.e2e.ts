import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../../../test/axe.ts';
import { openBrowser } from '../../../../../test/browser.ts';
import { pageOf } from '../../../../../test/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';

describe('where I am signed in', () => {
  it('tells the places apart and signs out in one of them, which goes to the sign-in page by itself', async () => {
    const there = await pageOf(browser, 'pupil', { userAgent: firefox });
    const here = await pageOf(browser, 'pupil', { viewport: { width: 360, height: 740 } });
    await here.goto('/more');
    await here.getByRole('link', { name: 'Где выполнен вход' }).click();
    await here.getByText('Это устройство').waitFor();
    expect(await breaches(here)).toEqual([]);
    expect(await sideways(here)).toBe(0);
    await here.getByRole('button', { name: 'Выйти там: Firefox, Windows' }).click();
    await here.getByText('Firefox, Windows').waitFor({ state: 'detached' });
    await there.waitForURL('**/sign-in*');
    await Promise.all([here.context().close(), there.context().close()]);
  });

  it('without scripts signs out everywhere else', async () => {
    const there = await pageOf(browser, 'pupil', { userAgent: firefox });
    const here = await pageOf(browser, 'pupil', { javaScriptEnabled: false });
    await here.goto('/more/sessions');
    await here.getByRole('button', { name: 'Выйти на всех остальных' }).click();
    await here.getByText('Больше нигде не открыто.').waitFor();
    await there.waitForURL('**/sign-in*');
    await Promise.all([here.context().close(), there.context().close()]);
  });
});
