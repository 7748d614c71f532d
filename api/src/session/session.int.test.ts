import { randomUUID } from 'node:crypto';
import type { Adapter } from 'lucia';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, openWorld, password, type World } from '../../test/world.ts';
import { sessionAdapter } from './adapter.ts';
import { createSignIns, disableSignIn } from './credentials.ts';
import { openSessions } from './sessions.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const here = { secure: false, network: null, browser: null, system: null };
const signIn = (login: string, secret: string, headers: Record<string, string> = {}) =>
  world.send('POST', '/api/session', { body: { login, password: secret }, key: null, headers });
const someone = async () => {
  const personId = randomUUID();
  await world.signIn(personId);
  return personId;
};
/** Whether a cookie still signs in: signing out with it works. */
const stands = async (cookie: string) => (await world.send('GET', '/api/live', { headers: { cookie } })).status === 200;

describe('T37 sessions', () => {
  it('gives a new id at each sign-in and ends the session it replaces', async () => {
    const person = await someone();
    const before = world.cookies.get(person) ?? '';
    const answer = await signIn(person, password, { cookie: before });
    expect(cookieOf(answer)).not.toBe(before);
    expect(await stands(before)).toBe(false);
    expect(await stands(cookieOf(answer))).toBe(true);
  });

  it('does not take over an id the browser brought', async () => {
    const planted = `peremena_session=${'a'.repeat(40)}`;
    const answer = await signIn(await someone(), password, { cookie: planted });
    expect(cookieOf(answer)).not.toBe(planted);
    expect(await stands(planted)).toBe(false);
  });

  it('ends on the server at sign-out, at a change of password and when disabled', async () => {
    const person = await someone();
    const [first, second] = [world.cookies.get(person) ?? '', cookieOf(await signIn(person, password))];
    const out = await world.send('DELETE', '/api/session', { headers: { cookie: second }, key: null });
    expect([out.status, out.headers.get('clear-site-data')]).toEqual([204, '"storage"']);
    expect([await stands(first), await stands(second)]).toEqual([true, false]);

    const change = { current: password, next: 'совсем другой' };
    const changed = await world.send('POST', '/api/session/password', {
      headers: { cookie: first },
      key: null,
      body: change,
    });
    expect(changed.status).toBe(204);
    expect([await stands(first), await stands(cookieOf(changed))]).toEqual([false, true]);
    expect((await signIn(person, password)).status).toBe(401);

    await disableSignIn(world.sql, person);
    expect(await stands(cookieOf(changed))).toBe(false);
    expect((await signIn(person, change.next)).status).toBe(401);
  });

  it('keeps only a hash: nothing stored signs in', async () => {
    const kept = await idsKept(sessionAdapter(world.sql));
    console.log(`T37: ${kept} session ids kept in the clear`);
    expect(kept).toBe(0);
    const rows = await world.sql<{ key: string }[]>`select encode(key, 'hex') as key from api.sessions`;
    for (const { key } of rows) expect(await stands(`peremena_session=${key}`)).toBe(false);
  });

  it('fault: a table that keeps the id itself is caught', async () => {
    const careless: Adapter = {
      ...sessionAdapter(world.sql),
      async setSession({ id, userId, expiresAt }) {
        await world.sql`insert into api.sessions (key, person_id, expires_at) values (${Buffer.from(id)}, ${userId}, ${expiresAt})`;
      },
    };
    expect(await idsKept(careless)).toBe(1);
  });

  it('goes on for those who keep coming: past its half the cookie is given anew', async () => {
    const person = await someone();
    const cookie = world.cookies.get(person) ?? '';
    const renewed = async () => (await world.send('GET', '/api/me', { headers: { cookie } })).headers.get('set-cookie');
    expect(await renewed()).toBeNull();
    await world.sql`update api.sessions set expires_at = now() + interval '14 days' where person_id = ${person}`;
    expect(await renewed()).toContain(cookie);
    expect(await renewed()).toBeNull();
  });

  it('believes neither of two session cookies', async () => {
    const cookie = world.cookies.get(await someone()) ?? '';
    expect(await stands(`${cookie}; peremena_session=${'b'.repeat(40)}`)).toBe(false);
  });

  it('marks the cookie HttpOnly and Lax, and Secure where the page is https', async () => {
    const person = await someone();
    const plain = (await signIn(person, password)).headers.get('set-cookie') ?? '';
    expect(plain).toMatch(/HttpOnly/);
    expect(plain).toMatch(/SameSite=Lax/i);
    expect(plain).not.toMatch(/Secure/);
    const secure = await signIn(person, password, {
      origin: 'https://school.test',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'school.test',
    });
    expect(secure.headers.get('set-cookie')).toMatch(/Secure/);
  });
});

/** How many rows of the session table hold the id of a session started through this adapter, as text or bytes. */
async function idsKept(adapter: Adapter): Promise<number> {
  const { cookie } = await openSessions(world.sql, adapter).start(await someone(), here);
  const id = cookie.split(';')[0]?.split('=')[1] ?? '';
  const rows = await world.sql`
    select 1 from api.sessions s where s::text like ${`%${id}%`} or encode(key, 'escape') like ${`%${id}%`}`;
  return rows.length;
}

describe('signing in', () => {
  it('says the same of a wrong password and of an unknown login', async () => {
    const known = await (await signIn(await someone(), 'wrong')).json();
    const unknown = await (await signIn(randomUUID(), 'wrong')).json();
    const same = ({ requestId: _, ...rest }: Record<string, unknown>) => rest;
    expect(same(unknown as never)).toEqual(same(known as never));
  });

  it('takes a first-use code, and then wants a password before anything else', async () => {
    const personId = randomUUID();
    const login = `Pupil.${personId}`;
    const [made] = await createSignIns(world.sql, [{ login, personId }]);
    expect(await createSignIns(world.sql, [{ login, personId: randomUUID() }])).toEqual([]);
    const code = made?.code ?? '';
    const entered = await signIn(login.toUpperCase(), code.toLowerCase().replaceAll('-', ' '));
    expect(entered.status).toBe(200);
    const cookie = cookieOf(entered);
    const blocked = await world.send('GET', `/api/diary/${personId}`, { headers: { cookie } });
    expect(blocked.status).toBe(403);
    expect(await blocked.json()).toMatchObject({ code: 'must_change_password' });
    const set = await world.send('POST', '/api/session/password', {
      headers: { cookie },
      key: null,
      body: { current: code, next: 'мой новый пароль' },
    });
    expect(set.status).toBe(204);
    expect((await signIn(login, code)).status).toBe(401);
    expect((await signIn(login, 'мой новый пароль')).status).toBe(200);
  });

  it.each(['1234567890', 'Пароль-2026', password])('refuses the new password %s with a sentence', async (next) => {
    const person = await someone();
    const change = { as: person, key: null, body: { current: password, next } };
    const refused = await world.send('POST', '/api/session/password', change);
    expect(refused.status).toBe(422);
    const { errors } = (await refused.json()) as { errors: { path: string; code: string; message: string }[] };
    expect(errors).toMatchObject([{ path: 'next', code: next === password ? 'password_same' : 'password_common' }]);
    expect(JSON.stringify(errors)).not.toContain(next);
    expect((await signIn(person, password)).status).toBe(200);
  });

  it('slows a guesser down and leaves the victim alone', async () => {
    const person = await someone();
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const answers = await Promise.all(Array.from({ length: 30 }, () => signIn(person, 'guess', from('203.0.113.7'))));
    const told = answers.filter((answer) => answer.status === 429);
    expect(told.length).toBeGreaterThan(20);
    expect(Number(told[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await signIn(person, password, from('203.0.113.8'))).status).toBe(200);
  });
});
