import { getRequestListener } from '@hono/node-server';
import type { RequestListener } from 'node:http';
import { settleForwarded, type TrustedProxies } from './forwarded.ts';
import type { Pages } from './pages.ts';

const ofApi = /^\/(api|healthz|readyz)(?=[/?]|$)/;

/** One port for both: paths of the API go to it, all others are pages (without pages the API answers them too). */
export function front(
  api: (request: Request) => Promise<Response>,
  pages: Pages | null,
  trusted: TrustedProxies,
): RequestListener {
  const answer = getRequestListener((request) => api(request), { overrideGlobalObjects: false });
  return (request, response) => {
    settleForwarded(request, trusted);
    const done = !pages || ofApi.test(request.url ?? '/') ? answer(request, response) : pages(request, response);
    Promise.resolve(done).catch(() => response.destroy());
  };
}
