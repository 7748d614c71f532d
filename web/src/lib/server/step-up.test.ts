import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { writeProven } from './step-up.ts';

/** A request in a process whose API wants the password `right` shown under an old session, and then gives a new one. */
function visit() {
  const asked: { path: string; cookie: string | null }[] = [];
  const api = async (request: Request) => {
    const { pathname: path } = new URL(request.url);
    const cookie = request.headers.get('cookie');
    asked.push({ path, cookie });
    if (path === '/api/session/step-up') {
      const { password } = (await request.json()) as { password: string };
      if (password !== 'right')
        return Response.json({ code: 'password_wrong', detail: 'Не подошёл.' }, { status: 403 });
      return new Response(null, { status: 204, headers: { 'set-cookie': 'peremena_session=new; Path=/; HttpOnly' } });
    }
    if (!cookie?.includes('peremena_session=new')) return Response.json({ code: 'step_up_needed' }, { status: 403 });
    return Response.json({ code: 'K7QF' });
  };
  const url = new URL('http://school.test:4000/more/help/1');
  const event = {
    url,
    request: new Request(url, { headers: { cookie: 'theme=dark; peremena_session=old' } }),
    locals: { language: 'ru', theme: 'auto', requestId: '5c9d2a60-58c0-4a5e-9f6a-0d2d3f7a9b11' },
    cookies: { get: () => undefined, set: () => undefined },
    platform: { api },
    getClientAddress: () => '192.0.2.7',
  } as unknown as RequestEvent;
  const act = (typed: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(typed)) form.set(name, value);
    return writeProven(event, form, (one) => one.write('POST', '/api/act', {}, '5c9d2a60-58c0-4a5e-9f6a-0d2d3f7a9b11'));
  };
  return { act, asked };
}

describe('an act marked !', () => {
  it('asks for the password where the session needs it', async () => {
    expect(await visit().act({ reason: 'lost' })).toEqual({ ok: false, proof: { fault: null } });
  });

  it('shows the password, and is then carried out under the new session', async () => {
    const { act, asked } = visit();
    expect(await act({ reason: 'lost', proof: 'right' })).toMatchObject({ ok: true });
    expect(asked.map(({ path }) => path)).toEqual(['/api/session/step-up', '/api/act']);
    expect(asked.at(-1)?.cookie).toBe('theme=dark; peremena_session=new');
  });

  it('says what is wrong with the password, and does nothing else', async () => {
    const { act, asked } = visit();
    expect(await act({ reason: 'lost', proof: 'wrong' })).toEqual({ ok: false, proof: { fault: 'Не подошёл.' } });
    expect(asked).toHaveLength(1);
  });
});
