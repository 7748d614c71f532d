import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Oddity, openTestProvider } from '../../test/provider/server.ts';
import { examineProviderOf } from './provider.ts';
import { sentenceOf } from './words.ts';

let provider: Awaited<ReturnType<typeof openTestProvider>>;
beforeAll(async () => {
  provider = await openTestProvider();
});
afterAll(() => provider.close());
beforeEach(() => void (provider.state.oddity = 'none'));

const environment = () => ({
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: 'peremena',
  OIDC_CLIENT_SECRET: 'secret',
  PEREMENA_ADDRESS: 'http://school.test',
});
const said = async (change: Record<string, string> = {}) => {
  const findings = await examineProviderOf({ ...environment(), ...change });
  return findings.map((one) => `${one.state} ${sentenceOf(one, 'en')}`).join();
};

it('looks at the provider, and not where none is set', async () => {
  expect(await said()).toMatch(/^well The provider http:\/\/127.* answers\.$/);
  expect(await said({ OIDC_ISSUER: '' })).toBe('');
});

it.each<[Oddity | null, Record<string, string>, RegExp]>([
  ['down', {}, /^ill The provider .* does not answer as OpenID Connect .*check OIDC_ISSUER/],
  ['other name', {}, /^ill The provider at .* calls itself by another name/],
  [null, { OIDC_CLIENT_ID: '' }, /^ill The settings of the provider do not do: OIDC_CLIENT_ID/],
])('says in a sentence what is wrong: %s %o', async (oddity, change, sentence) => {
  provider.state.oddity = oddity ?? 'none';
  expect(await said(change)).toMatch(sentence);
});

it('names what the system says where nobody listens', async () => {
  const gone = await openTestProvider();
  await gone.close();
  expect(await said({ OIDC_ISSUER: gone.issuer })).toMatch(/does not answer as OpenID Connect \(ECONNREFUSED\)/);
});

it('has each sentence in Russian', async () => {
  for (const oddity of ['none', 'down', 'other name'] as const) {
    provider.state.oddity = oddity;
    for (const one of await examineProviderOf(environment()))
      expect(sentenceOf(one, 'ru')).toMatch(/^Поставщик входа .*\.$/);
  }
});
