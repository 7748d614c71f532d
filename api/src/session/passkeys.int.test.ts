import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuthenticator, type Wrongly } from '../../test/passkey.ts';
import { cookieOf, openWorld, password, type World } from '../../test/world.ts';
import { keepChallenge, passkeyUsed, type UseChallenge, useChallenge } from './passkeys.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const site = 'https://school.test';
const secure = { origin: site, 'x-forwarded-proto': 'https', 'x-forwarded-host': 'school.test' };
const post = (path: string, body: unknown, cookie = '', headers: Record<string, string> = secure) =>
  world.send('POST', `/api/session/${path}`, { key: null, body, headers: { cookie, ...headers } });
const json = async <T>(answer: Response) => (await answer.json()) as T;
const codeOf = async (answer: Response) => (await json<{ code?: string }>(answer)).code;
interface Options {
  readonly challenge: string;
  readonly user: { readonly id: string };
}

/** Somebody signed in, with a passkey of their own. */
async function withPasskey() {
  const personId = randomUUID();
  await world.signIn(personId);
  const cookie = world.cookies.get(personId) ?? '';
  const device = openAuthenticator(site, 'school.test');
  const options = await json<Options>(await post('passkeys/offer', {}, cookie));
  const added = await post('passkeys', { name: 'Телефон', response: device.make(options) }, cookie);
  expect(added.status).toBe(204);
  return { personId, cookie, device, options };
}
const offered = async () => json<Options>(await post('passkey/offer', {}));
const signIn = async (device: ReturnType<typeof openAuthenticator>, wrong: Wrongly = {}) =>
  post('passkey', { response: device.sign(await offered(), wrong) });
const stands = async (cookie: string) => (await world.send('GET', '/api/me', { headers: { cookie } })).status === 200;

describe('passkeys', () => {
  it('are added, named, listed, signed in with and taken away', async () => {
    const { personId, cookie, device } = await withPasskey();
    const listed = await world.send('GET', '/api/session/passkeys', { headers: { cookie, ...secure } });
    const { passkeys } = await json<{ passkeys: { id: string; name: string; here: boolean }[] }>(listed);
    expect(passkeys).toMatchObject([{ name: 'Телефон', here: true }]);
    const entered = await signIn(device);
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly.*Secure|Secure.*HttpOnly/);
    expect(await json(entered)).toEqual({ person: { id: personId } });
    expect(await stands(cookieOf(entered))).toBe(true);
    const gone = await world.send('DELETE', `/api/session/passkeys/${passkeys[0]?.id}`, {
      headers: { cookie, ...secure },
      key: null,
    });
    expect(gone.status).toBe(204);
    expect(await codeOf(await signIn(device))).toBe('passkey_wrong');
  });

  it('stand for the code after the password, and the password alone opens nothing', async () => {
    const { personId, device } = await withPasskey();
    const half = cookieOf(await world.send('POST', '/api/session', { body: { login: personId, password }, key: null }));
    expect(await codeOf(await world.send('GET', '/api/me', { headers: { cookie: half } }))).toBe('code_needed');
    const asked = await world.send('GET', '/api/session/code', { headers: { cookie: half, ...secure } });
    expect(await asked.json()).toEqual({ code: false, passkey: true, elsewhere: true });
    const other = await withPasskey();
    const offer = async () => json<Options>(await post('code/passkey/offer', {}, half));
    const stranger = await post('code/passkey', { response: other.device.sign(await offer()) }, half);
    expect(await codeOf(stranger)).toBe('passkey_wrong');
    const shown = await post('code/passkey', { response: device.sign(await offer()) }, half);
    expect(shown.status).toBe(204);
    expect([await stands(half), await stands(cookieOf(shown))]).toEqual([false, true]);
  });

  it.each<[string, Wrongly]>([
    ['of another site', { origin: 'https://school.test.evil.example' }],
    ['for another name', { rpId: 'evil.example' }],
    ['without finger, face or PIN', { unverified: true }],
    ['over a challenge of one’s own', { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['that says it is somebody else’s', { userHandle: Buffer.from(randomUUID()).toString('base64url') }],
  ])('a signature %s is refused', async (_, wrong) => {
    const { device } = await withPasskey();
    expect(await codeOf(await signIn(device, wrong))).toBe('passkey_wrong');
    expect((await signIn(device)).status).toBe(200);
  });

  it('no challenge counts twice, none for another purpose, none after its time; a counter never goes back', async () => {
    const { cookie, device, options } = await withPasskey();
    const response = device.sign(await offered());
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => post('passkey', { response })))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    const again = openAuthenticator(site, 'school.test').make(options);
    expect(await codeOf(await post('passkeys', { name: 'б', response: again }, cookie))).toBe('passkey_wrong');
    const forAdding = await json<Options>(await post('passkeys/offer', {}, cookie));
    expect(await codeOf(await post('passkey', { response: device.sign(forAdding) }))).toBe('passkey_wrong');
    const late = await offered();
    await world.sql`update api.passkey_challenges set expires_at = now()`;
    expect(await codeOf(await post('passkey', { response: device.sign(late) }))).toBe('passkey_wrong');
    expect(await codeOf(await signIn(device, { counter: 1 }))).toBe('passkey_wrong');
    expect((await signIn(device)).status).toBe(200);
  });

  it('end with a disabled sign-in, and need https and a name', async () => {
    const { personId, cookie, device } = await withPasskey();
    const plain = { origin: 'http://school.test' };
    expect(await codeOf(await post('passkeys/offer', {}, cookie, plain))).toBe('passkey_insecure');
    await world.sql`update api.credentials set disabled = true where person_id = ${personId}`;
    expect(await codeOf(await signIn(device))).toBe('passkey_wrong');
  });

  it('fault: a challenge that is looked at and not used up, and a counter nobody reads, are seen', async () => {
    const careless: UseChallenge = async (sql) => (await sql`select 1 from api.passkey_challenges`).length > 0;
    const uses = async (use: UseChallenge) => {
      const wanted = { purpose: 'sign_in', personId: null } as const;
      const challenge = randomUUID();
      await keepChallenge(world.sql, challenge, wanted);
      return [await use(world.sql, challenge, wanted), await use(world.sql, challenge, wanted)];
    };
    expect([await uses(useChallenge), await uses(careless)]).toEqual([
      [true, false],
      [true, true],
    ]);
    const { personId } = await withPasskey();
    const [row] = await world.sql<{ id: string }[]>`select id from api.passkeys where person_id = ${personId}`;
    expect([await passkeyUsed(world.sql, row?.id ?? '', 9), await passkeyUsed(world.sql, row?.id ?? '', 9)]).toEqual([
      true,
      false,
    ]);
  });
});
