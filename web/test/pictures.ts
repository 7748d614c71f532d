import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.ts';
import { signIn } from './people.ts';
import { startCopy } from './running-copy.ts';

// `node web/test/pictures.ts`: makes the pictures of the README from a fresh demo school.
const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const desktop = { width: 1440, height: 900 };

const pictures = [
  { file: 'diary-desktop', login: 'parent', path: '/diary?view=week', viewport: desktop },
  { file: 'journal-desktop', login: 'teacher', path: '/journal', viewport: desktop, open: 'a[href^="/journal/"]' },
] as const;

const copy = await startCopy();
const browser = await openBrowser();
try {
  await mkdir(folder, { recursive: true });
  for (const { file, login, path, viewport, ...more } of pictures) {
    const window = await browser.newContext({
      baseURL: copy.address,
      locale: 'ru-RU',
      timezoneId: 'Europe/Moscow',
      viewport,
      colorScheme: 'light',
    });
    const page = await window.newPage();
    await signIn(page, login);
    await page.goto(path);
    if ('open' in more) {
      await page.locator(more.open).first().click();
      await page.waitForURL(/\/journal\/./);
    }
    await page.waitForLoadState('load');
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: join(folder, `${file}.png`) });
    await window.close();
  }
} finally {
  await browser.close();
  await copy.stop();
}
