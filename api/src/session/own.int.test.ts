import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, openWorld, password, type World } from '../../test/world.ts';
import { endOwn, type OwnSession } from './own.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const someone = async () => {
  const personId = randomUUID();
  await world.signIn(personId);
  return { personId, first: world.cookies.get(personId) ?? '' };
};
const signInAgain = async (login: string) =>
  cookieOf(
    await world.send('POST', '/api/session', {
      body: { login, password },
      key: null,
      headers: { 'user-agent': firefox, 'x-forwarded-for': '203.0.113.77' },
    }),
  );
const listOf = async (cookie: string) =>
  ((await (await world.send('GET', '/api/session/all', { headers: { cookie } })).json()) as { sessions: OwnSession[] })
    .sessions;
const end = async (cookie: string, path: string) =>
  (await world.send('DELETE', `/api/session/${path}`, { headers: { cookie }, key: null })).status;
const stands = async (cookie: string) => (await world.send('GET', '/api/me', { headers: { cookie } })).status === 200;

describe('where I am signed in', () => {
  it('lists each place in plain words, this one first', async () => {
    const { personId, first } = await someone();
    const second = await signInAgain(personId);
    const [here, there] = await listOf(second);
    expect(here).toMatchObject({ browser: 'Firefox', system: 'Linux', network: '203.0.113.0/24', current: true });
    expect(there).toMatchObject({ browser: null, current: false });
    expect((await listOf(first))[0]?.id).toBe(there?.id);
  });

  it('keeps neither the address nor the User-Agent', async () => {
    const { personId } = await someone();
    await signInAgain(personId);
    const rows = await world.sql`
      select 1 from api.sessions s where s::text like '%203.0.113.77%' or s::text like '%Gecko%'`;
    expect(rows.length).toBe(0);
  });

  it('remembers when it was last seen, and writes it seldom', async () => {
    const { first } = await someone();
    const [before] = await listOf(first);
    await listOf(first);
    expect((await listOf(first))[0]?.seenAt).toBe(before?.seenAt);
    await world.sql`update api.sessions set seen_at = now() - interval '11 minutes' where id = ${before?.id ?? ''}`;
    const [after] = await listOf(first);
    expect(Date.now() - Date.parse(after?.seenAt ?? '')).toBeLessThan(9 * 60_000);
  });
});

/** Whether somebody can end a session of another person by its id. */
async function reaches(ending: typeof endOwn): Promise<boolean> {
  const [victim, other] = [await someone(), await someone()];
  const [session] = await listOf(victim.first);
  await ending(world.sql, other.personId, session?.id ?? '');
  return !(await stands(victim.first));
}

describe('T37 ending it', () => {
  it('closes the session and its open stream at once', async () => {
    const { personId, first } = await someone();
    const second = await signInAgain(personId);
    const stream = await world.send('GET', '/api/live', { headers: { cookie: first } });
    const there = (await listOf(second)).find(({ current }) => !current);
    expect(await end(second, `all/${there?.id}`)).toBe(204);
    expect(await stream.text()).toContain('event: closed');
    expect([await stands(first), await stands(second)]).toEqual([false, true]);
    expect(await end(second, `all/${there?.id}`)).toBe(404);
  });

  it('everywhere else leaves only this one', async () => {
    const { personId, first } = await someone();
    const [second, third] = [await signInAgain(personId), await signInAgain(personId)];
    const stream = await world.send('GET', '/api/live', { headers: { cookie: second } });
    expect(await end(third, 'others')).toBe(204);
    expect(await stream.text()).toContain('event: closed');
    expect([await stands(first), await stands(second), await stands(third)]).toEqual([false, false, true]);
    expect(await listOf(third)).toHaveLength(1);
  });

  it('reaches nobody else', async () => {
    expect(await reaches(endOwn)).toBe(false);
    const [victim, other] = [await someone(), await someone()];
    const [session] = await listOf(victim.first);
    expect(await end(other.first, `all/${session?.id}`)).toBe(404);
    expect(await end(other.first, 'all/nothing')).toBe(404);
  });

  it('fault: ending by id alone is caught', async () => {
    const careless: typeof endOwn = async (sql, _, id) => {
      await sql`delete from api.sessions where id = ${id}`;
      return null;
    };
    expect(await reaches(careless)).toBe(true);
  });
});
