import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../test/provider/browser.ts';
import { shuttingOut, takingOver } from '../../../test/provider/faults.ts';
import { openTestProvider } from '../../../test/provider/server.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { resetPassword } from '../reset.ts';
import { addLink, type AddLink, linkOf, removeLink, type RemoveLink, whoLinked } from './links.ts';

let provider: Awaited<ReturnType<typeof openTestProvider>>;
let world: World;
beforeAll(async () => {
  provider = await openTestProvider();
  world = await openWorld({ provider: provider.settings('http://school.test') });
});
afterAll(async () => {
  await world.close();
  await provider.close();
});
beforeEach(() => void (provider.state.subject = randomUUID()));

let browsers = 0;
const somebody = async () => {
  const personId = randomUUID();
  await world.signIn(personId);
  const browser = openBrowser(world.send, provider, {
    'x-forwarded-for': `203.0.113.${(browsers += 1)}`,
  });
  await browser.enter(personId);
  return { personId, browser };
};
const link = async ({ browser }: Awaited<ReturnType<typeof somebody>>) =>
  (await browser.api('GET', '/session/provider/link')).said['link'];
const issuer = () => new URL(provider.issuer).href;

describe('linking an account at the provider', () => {
  it('is done, seen and undone by the signed-in person, and nothing of the account is kept in the open', async () => {
    const one = await somebody();
    expect(await link(one)).toBeNull();
    expect((await one.browser.link()).status).toBe(200);
    expect(await link(one)).toMatchObject({ since: expect.any(String) as string, usedAt: null });
    const [row] = await world.sql`select * from api.provider_links where person_id = ${one.personId}`;
    expect(JSON.stringify(row)).not.toContain(provider.state.subject);
    expect((await one.browser.signIn()).status).toBe(200);
    expect(await link(one)).toMatchObject({ usedAt: expect.any(String) as string });
    await one.browser.enter(one.personId);
    expect((await one.browser.api('DELETE', '/session/provider/link')).status).toBe(204);
    expect(await link(one)).toBeNull();
    expect((await one.browser.signIn()).said.code).toBe('provider_unlinked');
  });

  it('needs a step-up, and a password of one’s own', async () => {
    const { personId, browser } = await somebody();
    await world.sql`update api.sessions set proven_at = now() - interval '11 minutes' where person_id = ${personId}`;
    for (const method of ['POST', 'DELETE'])
      expect((await browser.api(method, '/session/provider/link', { next: '/' })).said.code).toBe('step_up_needed');
    await browser.enter(personId);
    await world.sql`update api.credentials set must_change = true where person_id = ${personId}`;
    expect((await browser.api('POST', '/session/provider/link', { next: '/' })).said.code).toBe('must_change_password');
    expect((await openBrowser(world.send, provider).api('POST', '/session/provider/link', { next: '/' })).status).toBe(
      401,
    );
  });

  it('gives an account to one person and a person one account', async () => {
    const [one, two] = [await somebody(), await somebody()];
    await one.browser.link();
    const taken = await two.browser.link();
    expect([taken.said.code, taken.said.facts]).toEqual([
      'provider_taken',
      { purpose: 'link', next: '/more/provider' },
    ]);
    expect((await one.browser.api('POST', '/session/provider/link', { next: '/' })).said.code).toBe('provider_another');
    // Begun twice, in two windows, with two accounts: what was linked first stays.
    const three = await somebody();
    provider.state.subject = randomUUID();
    const begun = await provider.visited(await three.browser.toLink());
    const cookies = new Map(three.browser.cookies);
    provider.state.subject = randomUUID();
    expect((await three.browser.link()).status).toBe(200);
    for (const [name, value] of cookies) three.browser.cookies.set(name, value);
    expect((await three.browser.back(begun)).said.code).toBe('provider_another');
  });

  it('is not finished by anybody else, nor by whoever signed out meanwhile', async () => {
    const [one, two] = [await somebody(), await somebody()];
    const answer = await provider.visited(await one.browser.toLink());
    two.browser.cookies.set('peremena_visit', one.browser.cookies.get('peremena_visit') ?? '');
    expect((await two.browser.back(answer)).said.code).toBe('provider_mixed');
    const again = await provider.visited(await one.browser.toLink());
    await one.browser.api('DELETE', '/session');
    expect((await one.browser.back(again)).said.code).toBe('provider_mixed');
    expect(await link(two)).toBeNull();
  });

  it('is not undone where nothing would be left to sign in with, and goes with a reset of the password', async () => {
    const one = await somebody();
    await one.browser.link();
    await world.sql`update api.credentials set password_hash = null where person_id = ${one.personId}`;
    expect((await one.browser.api('DELETE', '/session/provider/link')).said.code).toBe('provider_last');
    expect(await link(one)).not.toBeNull();
    const reset = { personId: one.personId, by: randomUUID(), reason: 'forgotten', commandId: randomUUID() };
    await resetPassword(world.sql, reset);
    expect(await linkOf(world.sql, one.personId, issuer())).toBeNull();
  });

  it('fault: an account that is taken over, and a last way in that is taken away, are seen', async () => {
    const holds = async (add: AddLink, remove: RemoveLink) => {
      const [one, two] = [await somebody(), await somebody()];
      const who = { issuer: issuer(), subject: randomUUID() };
      await world.sql`delete from api.provider_links`;
      await addLink(world.sql, one.personId, who);
      await add(world.sql, two.personId, who);
      const owner = await whoLinked(world.sql, who);
      await world.sql`update api.credentials set password_hash = null where person_id = ${owner}`;
      await remove(world.sql, owner ?? '', issuer());
      return [owner === one.personId, (await linkOf(world.sql, owner ?? '', issuer())) !== null];
    };
    expect([await holds(addLink, removeLink), await holds(takingOver, shuttingOut)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});
