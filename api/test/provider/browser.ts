import { password, type World } from '../world.ts';
import type { openTestProvider } from './server.ts';

type Send = World['send'];
type TestProvider = Awaited<ReturnType<typeof openTestProvider>>;
export type Said = Record<string, unknown> & { code?: string; facts?: { purpose?: string } };

/** A browser with cookies of its own, that can go to the provider and come back. */
export function openBrowser(send: Send, provider: TestProvider, headers: Readonly<Record<string, string>> = {}) {
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const api = async (method: string, path: string, body?: unknown) => {
    const answer = await send(method, `/api${path}`, { key: null, body, headers: { cookie: cookie(), ...headers } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /Max-Age=0/.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await answer.text();
    return { status: answer.status, set: answer.headers.getSetCookie(), said: (text ? JSON.parse(text) : {}) as Said };
  };
  const begun = async (path: string, body: unknown) => String((await api('POST', path, body)).said['address']);
  const back = (answer: string) => api('POST', '/session/provider/return', { answer });
  return {
    cookies,
    api,
    back,
    enter: (login: string) => api('POST', '/session', { login, password }),
    /** Whose session this browser has. */
    stands: async () => (await api('GET', '/me')).status === 200,
    visit: (next = '/') => begun('/session/provider/visit', { next }),
    toLink: () => begun('/session/provider/link', { next: '/more/provider' }),
    /** Signs in through the provider from the first click to the last. */
    async signIn() {
      return back(await provider.visited(await begun('/session/provider/visit', { next: '/' })));
    },
    async link() {
      return back(await provider.visited(await begun('/session/provider/link', { next: '/more/provider' })));
    },
  };
}
export type Browser = ReturnType<typeof openBrowser>;
