import type { ProviderSettings } from '../../src/session/provider/settings.ts';

/** A provider that is set and never answers: what is asked of us alone works all the same. */
export const awayProvider: ProviderSettings = {
  issuer: new URL('http://127.0.0.1:9'),
  clientId: 'peremena',
  clientSecret: 'secret',
  labels: { ru: 'Портал', en: 'Portal' },
  scopes: 'openid',
  address: 'http://school.test',
};
