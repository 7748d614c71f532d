import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../test/provider/browser.ts';
import { believing, lookingOnly } from '../../../test/provider/faults.ts';
import { type Oddity, openTestProvider } from '../../../test/provider/server.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { openProvider } from './provider.ts';
import { keepVisit, type UseVisit, useVisit } from './visits.ts';

const address = 'http://school.test';
let provider: Awaited<ReturnType<typeof openTestProvider>>;
let world: World;
beforeAll(async () => {
  provider = await openTestProvider();
  world = await openWorld({ provider: provider.settings(address) });
});
afterAll(async () => {
  await world.close();
  await provider.close();
});
beforeEach(() => {
  Object.assign(provider.state, { oddity: 'none', subject: randomUUID(), authTime: null });
});

let places = 0;
const here = () => ({ 'x-forwarded-for': `203.0.113.${(places += 1)}` });
const open = (send = world.send) => openBrowser(send, provider, here());
/** Somebody who has linked the account they now have at the provider, and a browser that is not signed in. */
async function linked() {
  const personId = randomUUID();
  await world.signIn(personId);
  const own = open();
  await own.enter(personId);
  expect((await own.link()).said).toEqual({ purpose: 'link', next: '/more/provider' });
  return { personId, own };
}
const proven = async (personId: string) => {
  const [row] = await world.sql<{ proven: boolean }[]>`
    select proven_at > now() - interval '10 minutes' as proven from api.sessions
    where person_id = ${personId} order by started_at desc limit 1`;
  return row?.proven;
};
const count = async () =>
  (
    await world.sql<{ n: number }[]>`
    select (select count(*) from api.sessions)::int + (select count(*) from api.credentials)::int
      + (select count(*) from api.provider_links)::int as n`
  )[0]?.n;

describe('signing in through a provider', () => {
  it('takes whoever linked the account, to where they wanted, under a session of its own', async () => {
    const { personId } = await linked();
    const other = randomUUID();
    await world.signIn(other);
    const browser = open();
    await browser.enter(other);
    const before = browser.cookies.get('peremena_session') ?? '';
    const came = await browser.back(await provider.visited(await browser.visit('/diary?week=2026-11-16')));
    expect([came.status, came.said]).toEqual([200, { purpose: 'sign_in', next: '/diary?week=2026-11-16' }]);
    expect(browser.cookies.get('peremena_session')).not.toBe(before);
    expect([...browser.cookies.keys()]).toEqual(['peremena_session']);
    const me = await browser.api('GET', '/me');
    expect(me.said['person']).toMatchObject({ id: personId });
    const old = await world.send('GET', '/api/me', { headers: { cookie: `peremena_session=${before}` } });
    expect(old.status).toBe(401);
  });

  it('is no step-up unless the provider says that it has just asked the person', async () => {
    const { personId } = await linked();
    for (const [authTime, expected] of [
      [null, false],
      [Math.floor(Date.now() / 1000) - 3_600, false],
      [Math.floor(Date.now() / 1000) - 5, true],
    ] as const) {
      provider.state.authTime = authTime;
      expect((await open().signIn()).status).toBe(200);
      expect(await proven(personId)).toBe(expected);
    }
  });

  it('still asks for the second factor', async () => {
    const { personId } = await linked();
    await world.sql`insert into api.second_factors (person_id, sealed, since) values (${personId}, ${Buffer.of(1)}, now())`;
    const browser = open();
    expect((await browser.signIn()).status).toBe(200);
    expect((await browser.api('GET', '/me')).said.code).toBe('code_needed');
  });

  it('tells who linked nothing what to do, and makes nothing; the same where the sign-in is disabled', async () => {
    const before = await count();
    const browser = open();
    const came = await browser.signIn();
    expect([came.status, came.said.code, came.said.facts]).toEqual([
      403,
      'provider_unlinked',
      { purpose: 'sign_in', next: '/' },
    ]);
    expect([await count(), await browser.stands()]).toEqual([before, false]);
    const { personId } = await linked();
    await world.sql`update api.credentials set disabled = true where person_id = ${personId}`;
    const shut = await open().signIn();
    expect(shut.said).toMatchObject({ code: 'provider_unlinked', detail: came.said['detail'] });
  });

  const oddities: readonly (readonly [Oddity, string])[] = [
    ['nonce', 'provider_untrusted'],
    ['audience', 'provider_untrusted'],
    ['issuer', 'provider_untrusted'],
    ['issuer of the answer', 'provider_untrusted'],
    ['unsigned', 'provider_untrusted'],
    ['signed with a shared secret', 'provider_untrusted'],
    ['other key', 'provider_untrusted'],
    ['changed after signing', 'provider_untrusted'],
    ['no token of identity', 'provider_untrusted'],
    ['expired', 'provider_clock'],
    ['not yet', 'provider_clock'],
    ['declined', 'provider_denied'],
    ['cannot do that', 'provider_refused'],
    ['unknown client', 'provider_refused'],
    ['used code', 'provider_expired'],
    ['failing', 'provider_unreachable'],
    ['slow', 'provider_unreachable'],
  ];
  it.each(oddities)('an answer that is wrong (%s) signs nobody in: %s', async (oddity, code) => {
    await linked();
    const browser = open();
    provider.state.oddity = oddity;
    const came = await browser.signIn();
    expect([came.said.code, await browser.stands()]).toEqual([code, false]);
    expect(JSON.stringify(came.said)).not.toMatch(/слова поставщика|id_token|code=/);
  });

  it('fault: whoever believes the provider’s answer unseen lets all of these in', async () => {
    await linked();
    const fooled = openProvider(provider.settings(address), believing);
    const send = world.with({}, { provider: fooled });
    const entered: string[] = [];
    for (const [oddity, code] of oddities.slice(0, 11)) {
      provider.state.oddity = oddity;
      const { status } = await open(send).signIn();
      if (status === 200 && code !== '') entered.push(oddity);
    }
    // The one without a token names nobody, and one is signed for somebody who linked nothing.
    const names = oddities.slice(0, 11).map(([name]) => name);
    expect(entered).toEqual(names.filter((name) => !['no token of identity', 'changed after signing'].includes(name)));
  });
});

describe('a visit to the provider', () => {
  it('belongs to the browser that began it', async () => {
    await linked();
    const [one, other] = [open(), open()];
    const answer = await provider.visited(await one.visit());
    expect((await other.back(answer)).said.code).toBe('provider_expired');
    const others = await provider.visited(await other.visit());
    expect((await one.back(others)).said.code).toBe('provider_mixed');
    expect((await one.back('?code=x')).said.code).toBe('provider_mixed');
    // A foreign answer has not spoiled it.
    expect((await one.back(answer)).status).toBe(200);
  });

  it('counts once, also eight times at once, and for ten minutes', async () => {
    await linked();
    const browser = open();
    const answer = await provider.visited(await browser.visit());
    const [kept] = [new Map(browser.cookies)];
    const eight = await Promise.all(
      Array.from({ length: 8 }, () => {
        const copy = open();
        for (const [name, value] of kept) copy.cookies.set(name, value);
        return copy.back(answer);
      }),
    );
    expect(eight.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(eight.filter(({ said }) => said.code === 'provider_expired')).toHaveLength(7);
    const late = open();
    const after = await provider.visited(await late.visit());
    await world.sql`update api.provider_visits set expires_at = now()`;
    expect((await late.back(after)).said.code).toBe('provider_expired');
  });

  it('fault: a visit that is looked at and not used up is seen', async () => {
    const uses = async (use: UseVisit) => {
      const secret = randomUUID();
      await keepVisit(world.sql, secret, { purpose: 'sign_in', personId: null, next: '/' });
      return [await use(world.sql, secret), await use(world.sql, secret)].map(Boolean);
    };
    expect([await uses(useVisit), await uses(lookingOnly)]).toEqual([
      [true, false],
      [true, true],
    ]);
  });

  it('leads inside the product only', async () => {
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/a b', ''])
      expect((await open().api('POST', '/session/provider/visit', { next })).status, next).toBe(422);
  });

  it('has a cookie that no page reads, for https alone where the address is https', async () => {
    const plain = await open().api('POST', '/session/provider/visit', { next: '/' });
    expect(plain.set.join()).toMatch(/^peremena_visit=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    const send = world.with({}, { provider: provider.settings('https://school.test') });
    const secure = { origin: 'https://school.test', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'school.test' };
    const browser = openBrowser(send, provider, secure);
    const { set } = await browser.api('POST', '/session/provider/visit', { next: '/' });
    expect(set.join()).toMatch(/^__Host-peremena_visit=.*; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect((await browser.api('GET', '/session/provider')).said).toEqual({ label: 'Портал', elsewhere: null });
    const byAddress = { origin: 'http://192.168.1.20:4000', 'x-forwarded-host': '192.168.1.20:4000' };
    const elsewhere = openBrowser(send, provider, byAddress);
    expect((await elsewhere.api('GET', '/session/provider')).said['elsewhere']).toBe('https://school.test');
    expect((await elsewhere.api('POST', '/session/provider/visit', { next: '/' })).said.code).toBe(
      'provider_elsewhere',
    );
  });

  it('is counted by address, and a successful one is not', async () => {
    await linked();
    const browser = openBrowser(world.send, provider, { 'x-forwarded-for': '198.51.100.9' });
    for (let n = 0; n < 20; n += 1) expect((await browser.signIn()).status).toBe(200);
    let last = 200;
    for (let n = 0; n < 310 && last === 200; n += 1)
      last = (await browser.api('POST', '/session/provider/visit', { next: '/' })).status;
    expect(last).toBe(429);
  });
});

describe('a provider that is away', () => {
  it('keeps nobody from signing in by password, and is asked again', async () => {
    provider.state.oddity = 'down';
    const send = world.with({}, { provider: provider.settings(address) });
    const browser = open(send);
    const tried = await browser.api('POST', '/session/provider/visit', { next: '/' });
    expect([tried.status, tried.said.code]).toEqual([503, 'provider_unreachable']);
    const personId = randomUUID();
    await world.signIn(personId);
    expect((await browser.enter(personId)).status).toBe(200);
    provider.state.oddity = 'none';
    expect((await browser.api('POST', '/session/provider/visit', { next: '/' })).status).toBe(200);
    // What it said of itself is kept.
    const asked = provider.state.asked;
    provider.state.oddity = 'down';
    expect((await browser.api('POST', '/session/provider/visit', { next: '/' })).status).toBe(200);
    expect(provider.state.asked).toBe(asked);
  });

  it('is nowhere where none is set', async () => {
    const personId = randomUUID();
    await world.signIn(personId);
    const browser = open(world.with({}, { provider: null }));
    await browser.enter(personId);
    const tries = [
      ['GET', '/session/provider'],
      ['POST', '/session/provider/visit', { next: '/' }],
      ['POST', '/session/provider/return', { answer: 'x' }],
      ['GET', '/session/provider/link'],
      ['POST', '/session/provider/link', { next: '/' }],
      ['DELETE', '/session/provider/link'],
    ] as const;
    for (const [method, path, body] of tries)
      expect((await browser.api(method, path, body)).status, `${method} ${path}`).toBe(404);
  });
});
