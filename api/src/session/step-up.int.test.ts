import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, openWorld, password, type World } from '../../test/world.ts';
import type { Env, SignedIn } from '../core/parts.ts';
import { asProblem } from '../core/problem.ts';
import { allow, self } from '../core/registry.ts';
import { openSessions, type Sessions } from './sessions.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const someone = async () => {
  const personId = randomUUID();
  await world.signIn(personId);
  return { personId, cookie: world.cookies.get(personId) ?? '' };
};
const stepUp = (cookie: string, secret: string) =>
  world.send('POST', '/api/session/step-up', { headers: { cookie }, key: null, body: { password: secret } });
const later = (personId: string, minutes: number) =>
  world.sql`update api.sessions set proven_at = now() - make_interval(mins => ${minutes}) where person_id = ${personId}`;
const sessions = () => openSessions(world.sql);

/** What a route marked `!` answers to the holder of a cookie. */
async function marked(cookie: string, find: Sessions['find'] = sessions().find): Promise<string> {
  const app = new Hono<Env>()
    .use(async (c, next) => {
      c.set('parts', world.api.parts);
      c.set('signedIn', await find(cookie));
      await next();
    })
    .get('/act', allow('account.use', self, { stepUp: true }), (c) => c.text('done'))
    .onError((error, c) => c.text(asProblem(error).code));
  return (await app.request('/act')).text();
}

describe('T37 step-up', () => {
  it('lets acts marked ! through for ten minutes after the password', async () => {
    const { personId, cookie } = await someone();
    expect(await marked(cookie)).toBe('done');
    await later(personId, 9);
    expect(await marked(cookie)).toBe('done');
    await later(personId, 11);
    expect(await marked(cookie)).toBe('step_up_needed');
    const answer = await stepUp(cookie, password);
    expect(answer.status).toBe(204);
    expect(await marked(cookieOf(answer))).toBe('done');
  });

  it('fault: a session that is always taken for proven is caught', async () => {
    const { personId, cookie } = await someone();
    await later(personId, 11);
    const careless: Sessions['find'] = async (cookies) => {
      const found = await sessions().find(cookies);
      return found && ({ ...found, proven: true } satisfies SignedIn);
    };
    expect(await marked(cookie, careless)).not.toBe('step_up_needed');
  });

  it('goes on under a new id; the old one signs in no more, and the open stream stays', async () => {
    const { cookie } = await someone();
    const stream = await world.send('GET', '/api/live', { headers: { cookie } });
    const after = cookieOf(await stepUp(cookie, password));
    expect(after).not.toBe(cookie);
    const status = async (one: string) => (await world.send('GET', '/api/me', { headers: { cookie: one } })).status;
    expect([await status(cookie), await status(after)]).toEqual([401, 200]);
    await world.send('DELETE', '/api/session', { headers: { cookie: after }, key: null });
    expect(await stream.text()).toContain('event: closed');
  });

  it('is refused with a wrong password, slowed down like a sign-in, and proves nothing', async () => {
    const { personId, cookie } = await someone();
    await later(personId, 11);
    const wrong = await stepUp(cookie, 'not it');
    expect([wrong.status, ((await wrong.json()) as { code: string }).code]).toEqual([403, 'password_wrong']);
    expect(await marked(cookie)).toBe('step_up_needed');
    const answers = await Promise.all(Array.from({ length: 12 }, () => stepUp(cookie, 'not it')));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
  });
});
