import type { Context } from 'hono';

/** Under which name, by which protocol and from which address a request came. */
export interface Reached {
  readonly host: string;
  readonly https: boolean;
  readonly address: string;
}

/**
 * What the request came by. The X-Forwarded-* headers are set by our own server (or by the pages calling in the same process), never
 * taken over from a client: see `settleForwarded`.
 */
export function reachedBy(c: Pick<Context, 'req'>): Reached {
  const url = new URL(c.req.url);
  return {
    host: c.req.header('x-forwarded-host') ?? c.req.header('host') ?? url.host,
    https: (c.req.header('x-forwarded-proto') ?? url.protocol) === 'https' || url.protocol === 'https:',
    address: c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || 'local',
  };
}

/** Whether a page of the origin `origin` may write here: it must come from the very host the request was sent to. */
export function sameOrigin(origin: string | undefined, reached: Reached): boolean {
  if (origin === undefined || !/^https?:\/\/[^/]+$/.test(origin)) return false;
  const { host, protocol } = new URL(origin);
  // Behind a proxy that does not say so, we see http where the page is https: then the host alone decides.
  const here = withoutDefaultPort(reached.host, protocol);
  return host === here && (protocol === 'https:' || !reached.https);
}

function withoutDefaultPort(host: string, protocol: string): string {
  return host.toLowerCase().replace(protocol === 'https:' ? /:443$/ : /:80$/, '');
}
