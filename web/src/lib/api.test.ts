import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { apiOf } from './api.ts';

const id = '5c9d2a60-58c0-4a5e-9f6a-0d2d3f7a9b11';

/** A request of a browser that has these cookies, in a process whose API answers like this. */
function visit(answer: (asked: Request) => Response, has: Record<string, string> = {}) {
  const set: { name: string; value: string; options: object }[] = [];
  const asked: Request[] = [];
  const url = new URL('http://school.test:4000/diary?child=1');
  const event = {
    url,
    request: new Request(url, { headers: { cookie: 'peremena_session=abc' } }),
    locals: { language: 'en', theme: 'auto', requestId: id },
    cookies: {
      get: (name: string) => has[name],
      set: (name: string, value: string, options: object) => set.push({ name, value, options }),
    },
    platform: {
      api: (request: Request) => {
        asked.push(request);
        return answer(request);
      },
    },
    getClientAddress: () => '192.0.2.7',
  } as unknown as RequestEvent;
  return { api: apiOf(event), again: () => apiOf(event), asked, set };
}
const json = (body: unknown, init: ResponseInit = {}) => Response.json(body, init);

describe('asking the API for somebody', () => {
  it('carries cookie, origin, language, address and request id, and the place of the last own write', async () => {
    const { api, asked } = visit(() => json({ places: [] }), { after: '42' });
    await api.read(({ me }) => me.$get());
    const [question] = asked;
    expect(new URL(question?.url ?? '').pathname + new URL(question?.url ?? '').search).toBe('/api/me?after=42');
    expect(Object.fromEntries(question?.headers ?? [])).toMatchObject({
      cookie: 'peremena_session=abc',
      origin: 'http://school.test:4000',
      'accept-language': 'en',
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-proto': 'http',
      'x-request-id': id,
    });
  });

  it('goes on under the session that an act of the same request began', async () => {
    const set = { headers: { 'set-cookie': 'peremena_session=neu; HttpOnly; Path=/' } };
    const { api, again, asked } = visit(() => json({}, set));
    await api.write('POST', '/api/session/step-up', {}, id);
    await again().read(({ me }) => me.$get());
    expect(asked.map((one) => one.headers.get('cookie'))).toEqual(['peremena_session=abc', 'peremena_session=neu']);
  });

  it('carries the role chosen on this device', async () => {
    const { api, asked } = visit(() => json({}), { acting: id });
    await api.read(({ me }) => me.$get());
    expect(asked[0]?.headers.get('peremena-acting')).toBe(id);
  });

  it('takes no foreign text for a place in the log', async () => {
    const { api, asked } = visit(() => json({}), { after: '1&x=2' });
    await api.read(({ me }) => me.$get());
    expect(asked[0]?.url).not.toContain('after');
  });

  it('leads to the sign-in page and back when nobody is signed in', async () => {
    const { api } = visit(() => json({ code: 'not_signed_in' }, { status: 401 }));
    await expect(api.read(({ me }) => me.$get())).rejects.toMatchObject({
      status: 303,
      location: '/sign-in?next=%2Fdiary%3Fchild%3D1',
    });
  });

  it('makes a refusal the page’s error, or nothing where it may be missing', async () => {
    const { api } = visit(() => json({ code: 'not_found', detail: 'Nothing here.' }, { status: 404 }));
    await expect(api.read(({ me }) => me.$get())).rejects.toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await api.find(({ me }) => me.$get())).toBeNull();
  });

  it('writes once under a command id, remembers where, and hands cookies on', async () => {
    const headers = { 'set-cookie': 'peremena_session=new; Path=/; HttpOnly; SameSite=Lax; Max-Age=60' };
    const { api, asked, set } = visit(() => json({ position: '7' }, { headers }));
    expect(await api.write('PUT', '/api/lessons/x/topic', { topic: 'a' }, id)).toMatchObject({ ok: true });
    expect(asked[0]?.headers.get('idempotency-key')).toBe(id);
    expect(set).toEqual([
      {
        name: 'peremena_session',
        value: 'new',
        options: { path: '/', httpOnly: true, secure: false, sameSite: 'lax', maxAge: 60 },
      },
      { name: 'after', value: '7', options: { path: '/', maxAge: 15, httpOnly: false, secure: false } },
    ]);
  });

  it('gives a refused write back with the API’s words', async () => {
    const { api } = visit(() => json({ code: 'topic_changed', detail: 'Changed meanwhile.' }, { status: 409 }));
    const answer = await api.write('PUT', '/api/lessons/x/topic', { topic: 'a' }, id);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'topic_changed', detail: 'Changed meanwhile.' } });
  });
});
