import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lazily } from './provider.ts';
import { providerSettings } from './settings.ts';

const whole = {
  OIDC_ISSUER: 'https://id.example/realms/city',
  OIDC_CLIENT_ID: 'peremena',
  OIDC_CLIENT_SECRET: 'secret',
  PEREMENA_ADDRESS: 'https://school.example',
};

it('is none without an issuer, also where the rest is there or empty', () => {
  expect(providerSettings({})).toBeNull();
  expect(providerSettings({ ...whole, OIDC_ISSUER: '' })).toBeNull();
});

it('takes label, scopes and a secret out of a file', async () => {
  expect(providerSettings(whole)).toMatchObject({
    labels: { ru: 'id.example', en: 'id.example' },
    scopes: 'openid',
    address: 'https://school.example',
  });
  const folder = await mkdtemp(join(tmpdir(), 'peremena-oidc-'));
  const file = join(folder, 'secret');
  await writeFile(file, 'из файла\n');
  const read = providerSettings({
    ...whole,
    OIDC_CLIENT_SECRET: '',
    OIDC_CLIENT_SECRET_FILE: file,
    OIDC_LABEL_RU: 'Портал',
    OIDC_SCOPES: 'profile openid',
  });
  expect(read).toMatchObject({
    clientSecret: 'из файла',
    labels: { ru: 'Портал', en: 'Портал' },
    scopes: 'openid profile',
  });
  await rm(folder, { recursive: true });
});

it.each([
  [{ OIDC_ISSUER: 'http://id.example' }, /^OIDC_ISSUER: has to begin with https/],
  [{ OIDC_ISSUER: 'id.example' }, /^OIDC_ISSUER: "id.example" is no address/],
  [{ OIDC_ISSUER: 'https://id.example/?a=1' }, /^OIDC_ISSUER: has no/],
  [{ OIDC_CLIENT_ID: ' ' }, /^OIDC_CLIENT_ID: not set/],
  [{ OIDC_CLIENT_SECRET: '' }, /^OIDC_CLIENT_SECRET .*: not set/],
  [{ OIDC_CLIENT_SECRET: '', OIDC_CLIENT_SECRET_FILE: '/nowhere' }, /\/nowhere cannot be read/],
  [{ PEREMENA_ADDRESS: '' }, /^PEREMENA_ADDRESS: not set/],
  [{ PEREMENA_ADDRESS: 'https://school.example/diary' }, /^PEREMENA_ADDRESS: a protocol and a name/],
  [{ PEREMENA_ADDRESS: 'ftp://school.example' }, /^PEREMENA_ADDRESS: a protocol and a name/],
])('says in a sentence what is wrong: %o', (wrong, sentence) => {
  expect(() => providerSettings({ ...whole, ...wrong })).toThrow(sentence);
});

it('asks once for all who wait, keeps the answer for an hour, and the old one while no newer is to be had', async () => {
  let [now, asked, away] = [0, 0, true];
  const ask = lazily(
    () => {
      asked += 1;
      return away ? Promise.reject(new Error('away')) : Promise.resolve(asked);
    },
    () => now,
  );
  await expect(ask()).rejects.toThrow('away');
  away = false;
  expect(await Promise.all([ask(), ask()])).toEqual([2, 2]);
  now = 30 * 60_000;
  expect(await ask()).toBe(2);
  [now, away] = [61 * 60_000, true];
  expect([await ask(), asked]).toEqual([2, 3]);
  away = false;
  expect(await ask()).toBe(4);
});
