import type { School } from '../school.ts';
import type { Try } from './requests.ts';

/** How the routes of signing in, of sign-ins of others and of invitations are tried. */
export const signInTries: Readonly<Record<string, (school: School) => Try>> = {
  'GET /api/session/setup': () => ({ path: '/api/session/setup' }),
  'POST /api/session/setup': () => ({ path: '/api/session/setup', body: {} }),
  'POST /api/session': () => ({ path: '/api/session', body: {} }),
  'POST /api/session/password': () => ({ path: '/api/session/password', body: {} }),
  'POST /api/session/step-up': () => ({ path: '/api/session/step-up', body: {} }),
  'GET /api/session/all': () => ({ path: '/api/session/all' }),
  // A session that nobody has: what is somebody else's cannot be told from it (session/own.int.test.ts).
  'DELETE /api/session/all/:sessionId': ({ id }) => ({ path: `/api/session/all/${id}` }),
  'DELETE /api/session/others': () => ({ path: '/api/session/others' }),
  'GET /api/session': () => ({ path: '/api/session' }),
  'GET /api/accounts/:personId': ({ person }) => ({ path: `/api/accounts/${person.pupil}` }),
  'POST /api/session/code': () => ({ path: '/api/session/code', body: {} }),
  'GET /api/session/second-factor': () => ({ path: '/api/session/second-factor' }),
  'POST /api/session/second-factor/offer': () => ({ path: '/api/session/second-factor/offer', body: {} }),
  'POST /api/session/second-factor': () => ({ path: '/api/session/second-factor', body: {} }),
  'DELETE /api/session/second-factor': () => ({ path: '/api/session/second-factor' }),
  'GET /api/session/passkeys': () => ({ path: '/api/session/passkeys' }),
  'POST /api/session/passkeys/offer': () => ({ path: '/api/session/passkeys/offer', body: {} }),
  'POST /api/session/passkeys': () => ({ path: '/api/session/passkeys', body: {} }),
  // A passkey that nobody has.
  'DELETE /api/session/passkeys/:passkeyId': ({ id }) => ({ path: `/api/session/passkeys/${id}` }),
  'POST /api/session/passkey/offer': () => ({ path: '/api/session/passkey/offer', body: { no: 1 } }),
  'POST /api/session/passkey': () => ({ path: '/api/session/passkey', body: {} }),
  'GET /api/session/provider': () => ({ path: '/api/session/provider' }),
  // The provider of these tests is away: what is compared here is who may ask, with bodies that do not fit.
  'POST /api/session/provider/visit': () => ({ path: '/api/session/provider/visit', body: { no: 1 } }),
  'POST /api/session/provider/return': () => ({ path: '/api/session/provider/return', body: { no: 1 } }),
  'GET /api/session/provider/link': () => ({ path: '/api/session/provider/link' }),
  'POST /api/session/provider/link': () => ({ path: '/api/session/provider/link', body: { no: 1 } }),
  'DELETE /api/session/provider/link': () => ({ path: '/api/session/provider/link' }),
  'GET /api/session/code': () => ({ path: '/api/session/code' }),
  'POST /api/session/code/passkey/offer': () => ({ path: '/api/session/code/passkey/offer', body: {} }),
  'POST /api/session/code/passkey': () => ({ path: '/api/session/code/passkey', body: {} }),
  'GET /api/accounts': () => ({ path: '/api/accounts?q=pupil' }),
  'POST /api/session/invitation': () => ({ path: '/api/session/invitation', body: {} }),
  'POST /api/session/invitation/claim': () => ({ path: '/api/session/invitation/claim', body: {} }),
  'POST /api/session/invitation/disown': () => ({ path: '/api/session/invitation/disown', body: {} }),
  'GET /api/invitations': () => ({ path: '/api/invitations' }),
  'POST /api/accounts/:personId/second-factor-reset': ({ person }) => ({
    path: `/api/accounts/${person.pupil}/second-factor-reset`,
    body: {},
  }),
  'POST /api/accounts/:personId/password-reset': ({ person }) => ({
    path: `/api/accounts/${person.pupil}/password-reset`,
    body: {},
  }),
};
