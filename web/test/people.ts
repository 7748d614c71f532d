import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openWindow } from './browser.ts';

/** The password of every demo sign-in. */
export const demoPassword = 'peremena17';

/** Fills in the sign-in page and waits for what opens. */
export async function signIn(page: Page, login: string, language: 'ru' | 'en' = 'ru'): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(language === 'ru' ? 'Логин' : 'Login', { exact: true }).fill(login);
  await page.locator('input[name=password]').fill(demoPassword);
  await page.getByRole('button', { name: language === 'ru' ? 'Войти' : 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** A page of a person who has signed in, in a browser window of their own. */
export async function pageOf(browser: Browser, login: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await openWindow(browser, options)).newPage();
  await signIn(page, login, options.locale === 'en-GB' ? 'en' : 'ru');
  return page;
}

/** Asks the API as the person of a page. */
export function ask<T>(page: Page, method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  return page.evaluate(
    async ([how, where, what]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const answer = await fetch(String(where), {
        method: String(how),
        headers,
        ...(what ? { body: JSON.stringify(what) } : {}),
      });
      return { status: answer.status, body: (await answer.json().catch(() => null)) as never };
    },
    [method, path, body] as const,
  );
}

interface Journal {
  readonly lessons: readonly { readonly id: string; readonly date: string }[];
  readonly pupils: readonly {
    readonly id: string;
    readonly cells: Readonly<Record<string, { readonly mark: unknown; readonly attendance: unknown }>>;
  }[];
}

/** The newest lessons of a teacher where a pupil has neither a mark nor an absence yet. */
export async function emptyCells(
  teacher: Page,
  pupilId: string,
): Promise<readonly { readonly id: string; readonly date: string }[]> {
  const { groups } = (await ask<{ groups: readonly { readonly id: string }[] }>(teacher, 'GET', '/api/journal')).body;
  for (const { id } of groups) {
    const { lessons, pupils } = (await ask<Journal>(teacher, 'GET', `/api/journal/${id}`)).body;
    const cells = pupils.find((pupil) => pupil.id === pupilId)?.cells;
    const today = new Date().toISOString().slice(0, 10);
    if (cells) return lessons.filter((lesson) => lesson.date <= today && !cells[lesson.id]).toReversed();
  }
  throw new Error('The teacher teaches no group of this pupil.');
}
