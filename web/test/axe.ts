import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Breaches of WCAG 2.2 AA on a page, each as the rule and the element. */
export async function breaches(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** How far a page can be scrolled sideways, in pixels; it never should. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
