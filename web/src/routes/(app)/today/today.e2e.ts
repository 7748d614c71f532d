import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { breaches, sideways } from '../../../../test/axe.ts';
import { openBrowser } from '../../../../test/browser.ts';
import { pageOf } from '../../../../test/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(() => Promise.all(browser.contexts().map((window) => window.close())));
afterAll(() => browser.close());

test.each(['light', 'dark'] as const)('a teacher begins with the day: %s', async (colorScheme) => {
  const page = await pageOf(browser, 'teacher', { colorScheme, viewport: { width: 360, height: 740 } });
  expect(new URL(page.url()).pathname).toBe('/today');
  expect(await page.locator('a[href^="/lessons/"]').count()).toBeGreaterThan(0);
  expect(await page.getByRole('link', { name: '7Б, алгебра' }).count()).toBeGreaterThan(0);
  expect(await sideways(page)).toBe(0);
  expect(await breaches(page)).toEqual([]);
});
