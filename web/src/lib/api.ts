import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { client, type ProblemBody } from '@peremena/api/client';
import type { Api } from './answers.ts';
import { actingCookie } from './acting.ts';
import { afterCookie, positionOf } from './position.ts';

/** Where the API answers when it is another process. */
const elsewhere = (): string => process.env['PEREMENA_API'] ?? 'http://127.0.0.1:4000';

type Answer<T> = Pick<Response, 'ok' | 'status'> & { json(): Promise<T> };
/** A question to the typed API. */
type Ask<T> = (api: Api) => Promise<Answer<T>>;

interface Sent {
  readonly method: string;
  readonly type: string;
  readonly body: string | ReadableStream<Uint8Array>;
  /** Said of what is still coming while it is sent. */
  readonly duplex?: 'half';
}

/** What a write came to: the answer, or the API's words why not. */
export type Written<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ProblemBody };

/** The API as the person of this request: cookie, origin, language, address, browser and request id go with every call. */
export function apiOf(event: RequestEvent) {
  const answer = seeingOwnWrites(platformFetch(event), positionOf(event.cookies.get(afterCookie)));
  const headers = { ...forwarded(event), ...actedAs(event) };
  const typed = client(elsewhere(), { fetch: answer, headers });

  /** Reads; a refusal becomes the page's error, a missing session the sign-in page. */
  async function read<T>(ask: Ask<T>): Promise<T> {
    const response = await ask(typed.api);
    return response.ok ? response.json() : refuse(event, response);
  }

  /** Reads what may be missing or not for this person: then null. */
  async function find<T>(ask: Ask<T>): Promise<T | null> {
    const response = await ask(typed.api);
    if (response.status === 403 || response.status === 404) return null;
    return response.ok ? response.json() : refuse(event, response);
  }

  /** Hands a file of the API on, with its name; a refusal becomes the page's error. */
  async function download(ask: (api: Api) => Promise<unknown>): Promise<Response> {
    const response = (await ask(typed.api)) as Response;
    if (!response.ok) return refuse(event, response);
    const kept = ['content-type', 'content-length', 'content-disposition', 'cache-control', 'x-content-type-options'];
    return new Response(response.body, {
      headers: kept.flatMap((name): [string, string][] => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value]];
      }),
    });
  }

  /** Writes once under a command id; a refusal is given back for the page to show beside what was typed. */
  async function write<T>(method: string, path: string, body: unknown, commandId: string): Promise<Written<T>> {
    return taken(path, commandId, { method, type: 'application/json', body: JSON.stringify(body) });
  }

  /** Hands a file on as it comes, without holding it. */
  async function send<T>(path: string, bytes: ReadableStream<Uint8Array>, commandId: string): Promise<Written<T>> {
    return taken(path, commandId, { method: 'POST', type: 'application/octet-stream', body: bytes, duplex: 'half' });
  }

  async function taken<T>(path: string, commandId: string, sent: Sent): Promise<Written<T>> {
    const { type, ...init } = sent;
    const once = { ...headers, 'content-type': type, 'idempotency-key': commandId };
    const response = await answer(new URL(path, elsewhere()), { ...init, headers: once });
    takeCookies(event, response);
    headers['cookie'] = withSet(headers['cookie'] ?? '', response.headers.getSetCookie());
    // What a plain form is answered with is loaded in the same request, under the session it goes on with.
    event.locals.cookies = headers['cookie'];
    if (!response.ok) return { ok: false, problem: await problemOf(response) };
    const value = (response.status === 204 ? {} : await response.json()) as T & { position?: unknown };
    const position = positionOf(value.position);
    if (position) event.cookies.set(afterCookie, position, { path: '/', maxAge: 15, httpOnly: false, secure: false });
    return { ok: true, value };
  }

  return { read, find, write, send, download };
}

/** Questions name the place of the last own write, so that the answer is not older than it. */
function seeingOwnWrites(inner: typeof fetch, after: string | null): typeof fetch {
  if (!after) return inner;
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if ((init?.method ?? 'GET') === 'GET') url.searchParams.set('after', after);
    return inner(url, init);
  };
}

function platformFetch(event: RequestEvent): typeof fetch {
  const inside = event.platform?.api;
  if (!inside) return fetch;
  return async (input, init) => inside(new Request(input, init));
}

function forwarded({ request, url, locals, getClientAddress }: RequestEvent): Record<string, string> {
  return {
    cookie: locals.cookies ?? request.headers.get('cookie') ?? '',
    origin: url.origin,
    'accept-language': locals.language,
    'x-request-id': locals.requestId,
    'user-agent': request.headers.get('user-agent') ?? '',
    'x-forwarded-for': getClientAddress(),
    'x-forwarded-proto': url.protocol.slice(0, -1),
    'x-forwarded-host': url.host,
  };
}

/** The role chosen on this device, where one was. */
function actedAs({ cookies }: RequestEvent): Record<string, string> {
  const acting = cookies.get(actingCookie);
  return acting === undefined ? {} : { 'peremena-acting': acting };
}

/** A `Cookie` header after an answer has set cookies: what follows in the same request is asked under the new session. */
function withSet(cookie: string, set: readonly string[]): string {
  return set.reduce((before, line) => {
    const pair = line.split(';')[0] ?? '';
    const name = pair.slice(0, pair.indexOf('=') + 1);
    const others = before.split(/;\s*/).filter((one) => one !== '' && !one.startsWith(name));
    return [...others, pair].join('; ');
  }, cookie);
}

/** Hands the API's cookies on: a session begins, is renewed or ends. */
function takeCookies({ cookies }: RequestEvent, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const cut = pair.indexOf('=');
    const named = new Map(attributes.map((text) => [text.split('=')[0]?.toLowerCase(), text.split('=')[1] ?? '']));
    const age = named.get('max-age');
    const expires = named.get('expires');
    cookies.set(pair.slice(0, cut), decodeURIComponent(pair.slice(cut + 1)), {
      path: named.get('path') ?? '/',
      httpOnly: named.has('httponly'),
      secure: named.has('secure'),
      sameSite: 'lax',
      ...(age === undefined ? {} : { maxAge: Number(age) }),
      ...(expires === undefined ? {} : { expires: new Date(expires) }),
    });
  }
}

async function problemOf(response: Pick<Response, 'status' | 'json'>): Promise<ProblemBody> {
  const body = (await response.json().catch(() => null)) as Partial<ProblemBody> | null;
  return { status: response.status, code: 'failed', title: '', detail: '', ...body } as ProblemBody;
}

async function refuse(event: RequestEvent, response: Pick<Response, 'status' | 'json'>): Promise<never> {
  const problem = await problemOf(response);
  if (response.status === 401) {
    const next = event.url.pathname + event.url.search;
    redirect(303, next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`);
  }
  if (problem.code === 'code_needed')
    redirect(303, `/sign-in/code?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
  if (problem.code === 'factor_needed') redirect(303, '/more/second-factor');
  error(response.status, problem.detail, { code: problem.code, requestId: event.locals.requestId });
}
