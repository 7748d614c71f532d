import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUpAuthenticator } from './authenticator.ts';
import { cookieOf, openWorld, password, type World } from './world.ts';

const now = new Date('2026-11-20T08:00:00Z');
let world: World;
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
});
afterAll(() => world.close());

const guesser = { 'x-forwarded-for': '203.0.113.7' };
const owner = { 'x-forwarded-for': '198.51.100.9' };

interface Guessed {
  readonly path: string;
  readonly body: unknown;
  readonly cookie?: string;
}
/** One guess at each route where something secret is typed; a right one where the owner has it. */
type Route = (of: World) => Promise<{ readonly wrong: Guessed; readonly right: Guessed | null }>;

async function someone(of: World): Promise<{ readonly login: string; readonly cookie: string }> {
  const login = randomUUID();
  await of.signIn(login);
  return { login, cookie: of.cookies.get(login) ?? '' };
}

const noInvitation = (place: string) => `AAAA-BBBB-CCCC-${place}`;
const routes: Readonly<Record<string, Route>> = {
  login: async (of) => {
    const { login } = await someone(of);
    const guess = (secret: string) => ({ path: '/api/session', body: { login, password: secret } });
    return { wrong: guess('не тот пароль'), right: guess(password) };
  },
  'step-up': async (of) => {
    const { cookie } = await someone(of);
    const guess = (secret: string) => ({ path: '/api/session/step-up', body: { password: secret }, cookie });
    return { wrong: guess('не тот пароль'), right: null };
  },
  'new password': async (of) => {
    const { cookie } = await someone(of);
    const body = { current: 'не тот пароль', next: 'совсем другой зонт' };
    return { wrong: { path: '/api/session/password', body, cookie }, right: null };
  },
  'second factor': async (of) => {
    const { login } = await someone(of);
    await setUpAuthenticator(of, login, now);
    const entered = await of.send('POST', '/api/session', { body: { login, password }, key: null, headers: owner });
    return { wrong: { path: '/api/session/code', body: { code: '000000' }, cookie: cookieOf(entered) }, right: null };
  },
  invitation: async () => ({
    wrong: { path: '/api/session/invitation', body: { code: noInvitation('DDDD') } },
    right: null,
  }),
  'invitation claimed': async () => {
    const body = { code: noInvitation('EEEE'), login: 'chuzhoj', password: 'совсем другой зонт' };
    return { wrong: { path: '/api/session/invitation/claim', body }, right: null };
  },
  'invitation disowned': async () => {
    const body = { code: noInvitation('FFFF'), why: 'not_me' };
    return { wrong: { path: '/api/session/invitation/disown', body }, right: null };
  },
  'authenticator to be turned on': async (of) => {
    const { login, cookie } = await someone(of);
    await of.send('POST', '/api/session/second-factor/offer', {
      as: login,
      key: null,
      body: { kind: 'authenticator' },
    });
    return { wrong: { path: '/api/session/second-factor', body: { code: '000000' }, cookie }, right: null };
  },
  'passkey after the password': async (of) => {
    const { cookie } = await someone(of);
    const response = { id: 'AAAA' };
    return { wrong: { path: '/api/session/code/passkey', body: { response }, cookie }, right: null };
  },
  passkey: async () => ({ wrong: { path: '/api/session/passkey', body: { response: { id: 'AAAA' } } }, right: null }),
};

const https = { origin: 'https://school.test', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'school.test' };
const send = (of: World, { path, body, cookie = '' }: Guessed, from: Record<string, string>) =>
  of.send('POST', path, { body, key: null, headers: { ...https, cookie, ...from } });

/** How many of so many guesses at once were told to wait. */
async function slowed(of: World, wrong: Guessed, count: number): Promise<number> {
  const answers = await Promise.all(Array.from({ length: count }, () => send(of, wrong, guesser)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status < 400 || (status >= 500 && status !== 503))).toEqual([]);
  const waits = answers.filter(({ status }) => status === 429).map(({ headers }) => Number(headers.get('retry-after')));
  expect(waits.every((seconds) => seconds > 0)).toBe(true);
  return waits.length;
}

// What is guessed elsewhere: the code of a new instance in setup/set-up.int.test.ts.
const elsewhere = ['/api/session/setup'];
// Not secrets: what an authenticator made for this session, and codes of attendance.
const noSecret = /^\/api\/(session\/passkeys|lessons\/.*\/attendance.*)$/;
const secret = /"(password|current|code|response|secret|token|proof)"/;

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: unknown }>>>>;
}
/** Routes whose body holds something that could be guessed. */
function guessable({ paths }: Described): readonly string[] {
  const posts = Object.entries(paths).flatMap(([path, methods]) => Object.values(methods).map((of) => ({ path, of })));
  const found = posts.filter(
    ({ path, of }) => !noSecret.test(path) && secret.test(JSON.stringify(of.requestBody ?? {})),
  );
  return [...new Set(found.map(({ path }) => path))].toSorted();
}

describe('T39 guessing', () => {
  it('is tried at every route where something secret is typed', async () => {
    const described = (await (await world.send('GET', '/api/openapi.json')).json()) as Described;
    const tried = await Promise.all(Object.values(routes).map((route) => route(world)));
    const known = [...new Set([...tried.map(({ wrong }) => wrong.path), ...elsewhere])].toSorted();
    expect(guessable(described)).toEqual(known);
    console.log(`T39: ${known.length} routes where something secret is typed, each is tried`);
    const more = { '/api/vault': { post: { requestBody: { properties: { secret: { type: 'string' } } } } } };
    expect(guessable({ paths: { ...described.paths, ...more } })).not.toEqual(known);
  });

  it.each(Object.entries(routes))('%s: the guesser waits, and nobody else does', async (name, route) => {
    const { wrong, right } = await route(world);
    const told = await slowed(world, wrong, 30);
    console.log(`T39: ${name}: ${told} of 30 guesses told to wait`);
    expect(told).toBeGreaterThan(20);
    // The owner, at another place, is looked at as ever.
    if (right) expect((await send(world, right, owner)).status).toBe(200);
    else expect((await send(world, wrong, owner)).status).not.toBe(429);
  });

  it('fault: a clock that runs away forgets every guess, and that is seen', async () => {
    let at = now.getTime();
    const hasty = await openWorld({ clock: () => new Date((at += 61 * 60_000)) });
    try {
      const { wrong } = await routes['login']!(hasty);
      expect(await slowed(hasty, wrong, 30)).toBe(0);
    } finally {
      await hasty.close();
    }
  });
});
