import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, openWorld, password, type World } from '../../test/world.ts';
import { useCode } from './second-factor.ts';
import { codeAt, stepAt } from './totp.ts';

let world: World;
let now = new Date('2026-11-20T08:00:00Z');
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
});
afterAll(() => world.close());

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const bytesOf = (secret: string) =>
  Buffer.from(
    (
      [...secret]
        .map((one) => letters.indexOf(one).toString(2).padStart(5, '0'))
        .join('')
        .match(/.{8}/g) ?? []
    ).map((bits) => Number.parseInt(bits, 2)),
  );
/** The code an authenticator shows now, and the moments after it. */
const shown = (secret: string) => codeAt(bytesOf(secret), stepAt(now));
const passes = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000));

const post = (cookie: string, path: string, body?: object) =>
  world.send('POST', `/api/session${path}`, { headers: { cookie }, key: null, ...(body ? { body } : {}) });
const signIn = (login: string) => post('', '', { login, password });
const status = async (cookie: string, path = '/api/me') =>
  (await world.send('GET', path, { headers: { cookie } })).status;
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

/** A person with a second factor that has just been turned on. */
async function enrolled() {
  const personId = randomUUID();
  await world.signIn(personId);
  const cookie = world.cookies.get(personId) ?? '';
  const { secret } = (await (await post(cookie, '/second-factor/offer', { kind: 'authenticator' })).json()) as {
    secret: string;
  };
  const answer = await post(cookie, '/second-factor', { code: shown(secret) });
  const { recovery } = (await answer.json()) as { recovery: string[] };
  passes(30);
  return { personId, cookie, secret, recovery };
}

describe('turning it on', () => {
  it('takes the first code of the authenticator, and gives ten recovery codes', async () => {
    const personId = randomUUID();
    await world.signIn(personId);
    const cookie = world.cookies.get(personId) ?? '';
    const other = cookieOf(await signIn(personId));
    const offered = (await (await post(cookie, '/second-factor/offer', { kind: 'authenticator' })).json()) as {
      secret: string;
      address: string;
    };
    expect(offered.address).toContain(`secret=${offered.secret}`);
    expect(await (await post(cookie, '/second-factor/offer', { kind: 'authenticator' })).json()).toEqual(offered);
    expect(await codeOf(await post(cookie, '/second-factor', { code: '000000' }))).toBe('code_wrong');
    expect((await signIn(personId)).status).toBe(200);
    const answer = await post(cookie, '/second-factor', { code: shown(offered.secret) });
    expect(((await answer.json()) as { recovery: string[] }).recovery).toHaveLength(10);
    expect([await status(cookie), await status(other)]).toEqual([200, 401]);
    expect(await codeOf(await post(cookie, '/second-factor/offer', { kind: 'authenticator' }))).toBe('factor_on');
  });

  it('keeps neither secret nor recovery codes in the clear', async () => {
    const { secret, recovery } = await enrolled();
    const hits = await world.sql`
      select 1 from api.second_factors f where f::text ilike ${`%${secret}%`}
        or encode(sealed, 'hex') like ${`%${bytesOf(secret).toString('hex')}%`}
      union all select 1 from api.recovery_codes r where r::text ilike ${`%${recovery[0]}%`}`;
    expect(hits.length).toBe(0);
  });

  it('needs the password within the last ten minutes', async () => {
    const { personId, cookie } = await enrolled();
    await world.sql`update api.sessions set proven_at = now() - interval '11 minutes' where person_id = ${personId}`;
    const off = await world.send('DELETE', '/api/session/second-factor', { headers: { cookie }, key: null });
    expect(await codeOf(off)).toBe('step_up_needed');
    expect(await codeOf(await post(cookie, '/second-factor/offer', { kind: 'authenticator' }))).toBe('step_up_needed');
  });
});

/** Whether a code that was used signs in again. */
async function twice(use: typeof useCode): Promise<boolean> {
  const { personId, secret } = await enrolled();
  const store = { sql: world.sql, vault: world.api.parts.vault };
  const code = shown(secret);
  await use(store, personId, code, now);
  return use(store, personId, code, now);
}

describe('signing in with it', () => {
  it('the password alone opens nothing; the code does, under a new id', async () => {
    const { personId, secret } = await enrolled();
    const half = cookieOf(await signIn(personId));
    const asked = await world.send('GET', '/api/me', { headers: { cookie: half } });
    expect([asked.status, await codeOf(asked)]).toEqual([403, 'code_needed']);
    expect(await status(half, '/api/live')).toBe(403);
    expect(await codeOf(await post(half, '/password', { current: password, next: 'ёж несёт грушу' }))).toBe(
      'code_needed',
    );
    expect(await codeOf(await post(half, '/step-up', { password }))).toBe('code_needed');
    expect(await codeOf(await post(half, '/code', { code: '000000' }))).toBe('code_wrong');
    const whole = cookieOf(await post(half, '/code', { code: shown(secret) }));
    expect([await status(half), await status(whole)]).toEqual([401, 200]);
  });

  it('a change of password does not ask for the code again', async () => {
    const { cookie } = await enrolled();
    const change = { current: password, next: 'ёж несёт грушу' };
    expect(await status(cookieOf(await post(cookie, '/password', change)))).toBe(200);
  });

  it('takes a recovery code once', async () => {
    const { personId, recovery } = await enrolled();
    const [code = ''] = recovery;
    const enter = async () => post(cookieOf(await signIn(personId)), '/code', { code: code.toLowerCase() });
    const first = await enter();
    expect(first.status).toBe(204);
    expect((await enter()).status).toBe(403);
    const left = await world.send('GET', '/api/session/second-factor', { headers: { cookie: cookieOf(first) } });
    expect(await left.json()).toEqual({ on: true, recoveryLeft: 9, duty: null });
  });

  it('takes a code of the authenticator once', async () => {
    expect(await twice(useCode)).toBe(false);
  });

  it('fault: a code that counts as long as it is shown is caught', async () => {
    const careless: typeof useCode = async (store, personId, code, moment) => {
      await store.sql`update api.second_factors set last_step = 0 where person_id = ${personId}`;
      return useCode(store, personId, code, moment);
    };
    expect(await twice(careless)).toBe(true);
  });

  it('T39 slows a guesser of codes down, who then misses the right one too; the owner elsewhere goes on', async () => {
    const { personId, secret, cookie } = await enrolled();
    const half = cookieOf(await signIn(personId));
    const from = (address: string, code: string) =>
      world.send('POST', '/api/session/code', {
        headers: { cookie: half, 'x-forwarded-for': address },
        key: null,
        body: { code },
      });
    const guesses = await Promise.all(Array.from({ length: 20 }, () => from('203.0.113.7', '123456')));
    expect(guesses.filter((answer) => answer.status === 429).length).toBeGreaterThan(12);
    expect((await from('203.0.113.7', shown(secret))).status).toBe(429);
    expect(await status(cookie)).toBe(200);
    expect((await from('203.0.113.8', shown(secret))).status).toBe(204);
  });
});
