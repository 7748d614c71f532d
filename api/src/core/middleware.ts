import { createHash, randomUUID } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { canonical } from './canonical.ts';
import { languageOf } from './language.ts';
import type { Env, Parts, SignedIn } from './parts.ts';
import { Problem } from './problem.ts';
import { reachedBy, sameOrigin } from './reached.ts';
import { bodyLimitOf, bringsFile, readBody } from './read-body.ts';
import { isUuid } from './uuid.ts';

const writing: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Request id, language, address, and the headers every answer of the API carries. */
export const outermost = (parts: Parts) =>
  createMiddleware<Env>(async (c, next) => {
    const given = c.req.header('x-request-id');
    c.set('parts', parts);
    c.set('requestId', given !== undefined && isUuid(given) ? given : randomUUID());
    c.set('language', languageOf(c.req.header('accept-language')));
    c.set('clientAddress', reachedBy(c).address);
    c.set('signedIn', null);
    c.set('stale', false);
    await next();
    const headers = c.res.headers;
    headers.set('X-Request-Id', c.var.requestId);
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Referrer-Policy', 'no-referrer');
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    headers.set('X-Frame-Options', 'DENY');
    if (!headers.has('Content-Security-Policy'))
      headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-cache');
    headers.append('Vary', 'Cookie, Accept-Language');
  });

/**
 * Answers within `ms` whatever hangs below: 503, for a write with the advice to repeat it under the same command id. The driver can leave a
 * query without an answer when its link dies. A file may take four times as long on its way.
 */
export const withinTime = (ms: number) =>
  createMiddleware<Env>(async (c, next) => {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => {
        const code = writing.has(c.req.method) ? 'outcome_unknown' : 'unavailable';
        late.reject(new Problem(code, { headers: { 'Retry-After': '2' } }));
      },
      ms * (bringsFile(c) ? 4 : 1),
    );
    try {
      await Promise.race([next(), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  });

/**
 * Refuses at once, with 503 and when to come again, what comes while `most` requests are under way: behind them it would be answered too late
 * for anybody, and what waits would grow without end. Event streams count until they are open.
 */
export const withinRoom = (most: number) => {
  let underWay = 0;
  return createMiddleware<Env>(async (_, next) => {
    if (underWay >= most) throw new Problem('busy', { headers: { 'Retry-After': '2' } });
    underWay += 1;
    try {
      await next();
    } finally {
      underWay -= 1;
    }
  });
};

/** Refuses writes that a foreign page sends with the person's cookie (403 `foreign_origin`). */
export const originOnly = createMiddleware<Env>(async (c, next) => {
  if (writing.has(c.req.method) && !sameOrigin(c.req.header('origin'), reachedBy(c)))
    throw new Problem('foreign_origin');
  await next();
});

/** Finds who is signed in. */
export const whoIs = (find: (cookies: string | undefined) => Promise<SignedIn | null>) =>
  createMiddleware<Env>(async (c, next) => {
    const cookies = c.req.header('cookie');
    const found = cookies === undefined ? null : await find(cookies);
    c.set('signedIn', found);
    if (found?.renewed) c.header('Set-Cookie', found.renewed(reachedBy(c).https));
    await next();
  });

/** Reads the body of a write, and its command id with the hash of actor, route and body. Sessions are no commands. */
export const commandOf = createMiddleware<Env>(async (c, next) => {
  if (writing.has(c.req.method)) {
    const sent = bringsFile(c) ? null : await readBody(c, bodyLimitOf(c.req.path));
    if (!/^\/api\/session(\/|$)/.test(c.req.path)) {
      if (!c.var.signedIn) throw new Problem('not_signed_in');
      const id = c.req.header('idempotency-key')?.toLowerCase() ?? '';
      if (!isUuid(id)) throw new Problem('idempotency_key_missing');
      const text = canonical([c.var.signedIn.personId, c.req.method, c.req.path, sent ?? null]);
      c.set('command', { id, hash: createHash('sha256').update(text).digest('hex') });
    }
  }
  await next();
});

/** A weak ETag over the body of JSON answers, and 304 where the reader has it. */
export const tagged = createMiddleware<Env>(async (c, next) => {
  await next();
  if (c.req.method !== 'GET' || c.res.status !== 200) return;
  if (!c.res.headers.get('content-type')?.startsWith('application/json')) return;
  const text = await c.res.text();
  const tag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const seen = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim());
  const headers = new Headers(c.res.headers);
  headers.set('ETag', tag);
  if (seen.includes(tag)) headers.delete('content-type');
  c.res = seen.includes(tag)
    ? new Response(null, { status: 304, headers })
    : new Response(text, { status: 200, headers });
});
