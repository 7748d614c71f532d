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

describe('settings of a school', () => {
  it.each([true, false])('are changed by the admin and told to the head (scripts: %s)', async (javaScriptEnabled) => {
    const viewport = { width: 360, height: 740 };
    const admin = await pageOf(browser, 'admin', { viewport, javaScriptEnabled });
    await admin.goto('/more/school');
    await admin.getByText('Сейчас: не требуется.').waitFor();
    if (javaScriptEnabled) expect([await breaches(admin), await sideways(admin)]).toEqual([[], 0]);
    await admin.getByText('Требовать с даты').click();
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await admin.getByLabel('С какого дня').fill(day);
    await admin.getByRole('button', { name: 'Сохранить' }).click();
    await admin.getByText('Сейчас: требуется с').waitFor();
    const head = await pageOf(browser, 'head', { viewport, javaScriptEnabled });
    await head.goto('/more/school');
    await head.getByText('не требуется → требуется с').first().waitFor();
    await head.getByText('Шевчук А. В.').first().waitFor();
    expect(await head.getByRole('button', { name: 'Сохранить' }).count()).toBe(0);
    await head.goto('/more/second-factor');
    await head.getByText('школа потребует второй фактор').waitFor();
    await admin.getByText('Не требовать').click();
    await admin.getByRole('button', { name: 'Сохранить' }).click();
    await admin.getByText('Сейчас: не требуется.').waitFor();
    await Promise.all([admin.context().close(), head.context().close()]);
  });
});
