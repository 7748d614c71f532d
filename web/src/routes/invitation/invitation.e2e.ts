import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches, sideways } from '../../../test/axe.ts';
import { openBrowser, openWindow } from '../../../test/browser.ts';
import { pageOf } from '../../../test/people.ts';
import { type RunningCopy, startCopy } from '../../../test/running-copy.ts';

// A copy of its own: people of the class have sign-ins afterwards.
let [browser, copy]: readonly [Browser?, RunningCopy?] = [];
beforeAll(async () => {
  [browser, copy] = await Promise.all([openBrowser(), startCopy()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await copy?.stop();
});

const small = { viewport: { width: 360, height: 740 } };
interface Slip {
  readonly name: string;
  readonly code: string;
  readonly ward: boolean;
}

async function print(admin: Page): Promise<readonly Slip[]> {
  await admin.goto('/more/help');
  await admin.getByRole('link', { name: /^Приглашения/ }).click();
  await admin.getByRole('link', { name: /^7Б/ }).click();
  await admin.getByRole('button', { name: 'Создать листки для всех' }).click();
  await admin.getByText('Коды показаны один раз').waitFor();
  return admin.locator('li:has(.code)').evaluateAll((slips) =>
    slips.map((slip) => ({
      name: slip.querySelector('.name')?.textContent ?? '',
      code: slip.querySelector('.code')?.textContent ?? '',
      ward: slip.textContent.includes('Ребёнок:'),
    })),
  );
}

describe('an invitation', () => {
  it('leads from the paper to the diary in three screens, once; a wrong one is told to the school', async () => {
    if (!browser || !copy) throw new Error('nothing to try it on');
    const baseURL = copy.address;
    const admin = await pageOf(browser, 'admin', { baseURL, javaScriptEnabled: false });
    const slips = await print(admin);
    expect(slips.length).toBeGreaterThan(20);
    expect(await sideways(admin)).toBe(0);
    const [mother, father, other] = slips.filter(({ ward }) => ward) as [Slip, Slip, Slip];

    // The QR code: the code is behind «#» and reaches the server in bodies only.
    const phone = await (await openWindow(browser, { baseURL, ...small })).newPage();
    const asked: string[] = [];
    phone.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
    await phone.goto(`/invitation#${mother.code}`);
    const [family = '', given = ''] = mother.name.split(' ');
    await phone.getByRole('heading', { name: `Вы — ${given} ${family[0]}.?` }).waitFor();
    expect(await phone.locator('main').innerText()).not.toContain(family);
    expect(phone.url()).not.toContain(mother.code);
    expect(await sideways(phone)).toBe(0);
    expect(await breaches(phone)).toEqual([]);
    await phone.getByLabel('Логин').fill('мама-1');
    await phone.locator('input[name=password]').fill('школа школа');
    await phone.getByRole('button', { name: 'Это я. Войти' }).click();
    await phone.getByText('Такой пароль подбирают первым').waitFor();
    await phone.locator('input[name=password]').fill('ёж несёт три груши');
    await phone.getByRole('button', { name: 'Это я. Войти' }).click();
    await phone.waitForURL('**/diary*');
    expect(asked.filter((line) => line.includes(mother.code))).toEqual([]);

    // Signed in, with a code of another record.
    await phone.goto(`/invitation#${father.code}`);
    await phone.getByRole('button', { name: 'Это тоже я, сообщить школе' }).click();
    await phone.getByText('Школа узнает').waitFor();
    await phone.context().close();

    // Forwarded: by hand, without scripts.
    const plain = await (await openWindow(browser, { baseURL, ...small, javaScriptEnabled: false })).newPage();
    const type = async (code: string): Promise<void> => {
      await plain.goto('/invitation');
      await plain.getByLabel('Код с листка').fill(code);
      await plain.getByRole('button', { name: 'Дальше' }).click();
    };
    await type(mother.code);
    await plain.getByText(/Этот код уже использован: \d+ \S+, \d+:\d\d/).waitFor();
    await type(other.code.toLowerCase().replaceAll('-', ' '));
    await plain.getByRole('button', { name: 'Это не я' }).click();
    await plain.getByText('Спасибо, что сказали').waitFor();
    await plain.context().close();

    await admin.goto('/more/invitations');
    await admin.getByRole('link', { name: /^7Б.*2 сообщения/ }).click();
    await admin.getByText(`${other.name}: кто-то ответил «Это не я»`).waitFor();
    await admin.getByText(/уже входит под другой записью/).waitFor();
    await admin.getByRole('button', { name: `Новый код: ${other.name}` }).click();
    await admin.getByText('Коды показаны один раз').waitFor();
    expect(await admin.locator('.code').count()).toBe(1);
    await admin.context().close();
  });
});
