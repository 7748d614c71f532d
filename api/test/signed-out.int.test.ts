import { afterAll, beforeAll, expect, it } from 'vitest';
import { registeredRoutes } from '../src/core/registry.ts';
import { tries } from './oracle/requests.ts';
import { foundSchool, type School } from './school.ts';
import { cookieOf, openWorld, password, type World } from './world.ts';

const now = () => new Date('2026-11-20T08:00:00Z');
let world: World;
let school: School;
beforeAll(async () => {
  world = await openWorld({ clock: now });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
});
afterAll(() => world.close());

const shut = () => registeredRoutes(world.api.app).filter(({ policy }) => !('open' in policy));
const signIn = async (login: string, secret = password) =>
  cookieOf(await world.send('POST', '/api/session', { body: { login, password: secret }, key: null }));

/** Routes for who is signed in that do anything else than refuse the cookie. */
async function letIn(cookie: string, routes = shut()): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { method, path } of routes) {
    const request = tries[`${method} ${path}`]?.(school);
    expect(request, path).toBeDefined();
    const answer = await world.send(method, request?.path ?? '', { headers: { cookie }, body: request?.body });
    const text = answer.status === 200 && path === '/api/live' ? '' : await answer.text();
    if (answer.status !== 401 || text.includes('канарейка')) found.push(`${method} ${path}: ${answer.status}`);
  }
  return found;
}

it('T37 a session that ended opens no route, whichever way it ended', async () => {
  const { head, teacher } = school.person;
  await world.signIn(head, teacher);
  const cookies = [world.cookies.get(head) ?? '', await signIn(teacher), await signIn(teacher)] as const;
  const before = await world.store.head();
  const out = { headers: { cookie: cookies[0] }, key: null };
  expect((await world.send('DELETE', '/api/session', out)).status).toBe(204);
  const elsewhere = { headers: { cookie: cookies[1] }, key: null };
  expect((await world.send('DELETE', '/api/session/others', elsewhere)).status).toBe(204);
  const change = { current: password, next: 'совсем другой зонт' };
  expect((await world.send('POST', '/api/session/password', { ...elsewhere, body: change })).status).toBe(204);
  for (const cookie of cookies) expect(await letIn(cookie)).toEqual([]);
  expect(await world.store.head()).toBe(before);
  console.log(`T37: ${shut().length} routes with the cookies of three sessions that ended, let in: 0`);
});

it('fault: a session that goes on is let in, and that is seen', async () => {
  const { tutor } = school.person;
  await world.signIn(tutor);
  const reading = shut().filter(({ method, path }) => method === 'GET' && path !== '/api/live');
  expect((await letIn(world.cookies.get(tutor) ?? '', reading)).length).toBeGreaterThan(50);
});
