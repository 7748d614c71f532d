import { createHash, createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ProviderSettings } from '../../src/session/provider/settings.ts';

/** What a provider may be told to do wrong, or differently from what is expected. */
export type Oddity =
  | 'none'
  | 'nonce'
  | 'audience'
  | 'issuer'
  | 'issuer of the answer'
  | 'expired'
  | 'not yet'
  | 'unsigned'
  | 'signed with a shared secret'
  | 'other key'
  | 'changed after signing'
  | 'no token of identity'
  | 'declined'
  | 'cannot do that'
  | 'used code'
  | 'unknown client'
  | 'failing'
  | 'slow'
  | 'down'
  | 'other name';

interface Asked {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirect: string;
  readonly subject: string;
}

const client = { id: 'peremena', secret: 'не скажу' };
const json = (value: unknown): string => JSON.stringify(value);
const part = (value: unknown): string => Buffer.from(json(value)).toString('base64url');

/** A provider of OpenID Connect in this process: discovery, authorization with PKCE, tokens signed RS256. Whoever comes is `subject`. */
export async function openTestProvider() {
  const [right, other] = [
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ];
  const codes = new Map<string, Asked>();
  const state = { oddity: 'none' as Oddity, subject: 'somebody', authTime: null as number | null, asked: 0 };
  const is = (...list: readonly Oddity[]): boolean => list.includes(state.oddity);
  let issuer = '';

  function signed({ nonce, subject }: Asked): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: is('issuer') ? 'https://evil.example' : issuer,
      sub: subject,
      aud: is('audience') ? 'another-client' : client.id,
      nonce: is('nonce') ? 'of another visit' : nonce,
      iat: is('expired') ? now - 4_000 : now,
      exp: is('expired') ? now - 3_600 : now + 300,
      ...(is('not yet') ? { nbf: now + 3_600 } : {}),
      ...(state.authTime === null ? {} : { auth_time: state.authTime }),
    };
    const alg = is('unsigned') ? 'none' : is('signed with a shared secret') ? 'HS256' : 'RS256';
    const head = `${part({ alg, kid: 'one' })}.${part(claims)}`;
    const body = is('changed after signing')
      ? `${part({ alg, kid: 'one' })}.${part({ ...claims, sub: 'head' })}`
      : head;
    return `${body}.${is('unsigned') ? '' : signature(head, is('other key') ? other.privateKey : right.privateKey)}`;
  }

  function authorize(url: URL, response: ServerResponse): void {
    const given = url.searchParams;
    const back = new URL(given.get('redirect_uri') ?? '');
    back.searchParams.set('state', given.get('state') ?? '');
    if (is('issuer of the answer')) back.searchParams.set('iss', 'https://evil.example');
    if (is('declined', 'cannot do that')) {
      back.searchParams.set('error', is('declined') ? 'access_denied' : 'server_error');
      back.searchParams.set('error_description', '<b>слова поставщика</b>');
    } else {
      const code = randomUUID();
      const [nonce, challenge] = [given.get('nonce') ?? '', given.get('code_challenge') ?? ''];
      if (given.get('code_challenge_method') !== 'S256' || !nonce) throw new Error('no PKCE or no nonce');
      codes.set(code, { nonce, challenge, redirect: given.get('redirect_uri') ?? '', subject: state.subject });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(request));
    const refuse = (status: number, error: string) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(json({ error }));
    if (
      is('unknown client') ||
      shownBy(request.headers.authorization ?? '').join() !== [client.id, client.secret].join()
    )
      return void refuse(401, 'invalid_client');
    const code = form.get('code') ?? '';
    const asked = codes.get(code);
    codes.delete(code);
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (is('used code') || !asked || asked.challenge !== proof || asked.redirect !== form.get('redirect_uri'))
      return void refuse(400, 'invalid_grant');
    const tokens = { access_token: randomUUID(), token_type: 'Bearer', expires_in: 60 };
    const whole = is('no token of identity') ? tokens : { ...tokens, id_token: signed(asked) };
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(json(whole));
  }

  const server = createServer((request, response) => {
    state.asked += 1;
    const url = new URL(request.url ?? '/', issuer);
    if (is('down')) return void request.socket.destroy();
    if (is('slow') && url.pathname === '/token') return;
    if (is('failing') && url.pathname === '/token') return void response.writeHead(502).end('<html>');
    const answer = (value: unknown) => response.writeHead(200, { 'content-type': 'application/json' }).end(json(value));
    if (url.pathname === '/.well-known/openid-configuration')
      answer({
        issuer: is('other name') ? 'https://other.example' : issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['RS256'],
        response_types_supported: ['code'],
        subject_types_supported: ['pairwise'],
      });
    else if (url.pathname === '/jwks')
      answer({ keys: [{ ...right.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] });
    else if (url.pathname === '/authorize') authorize(url, response);
    else if (url.pathname === '/token') void token(request, response);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    state,
    issuer,
    /** How a deployment at this address knows the provider. */
    settings: (address: string): ProviderSettings => ({
      issuer: new URL(issuer),
      clientId: client.id,
      clientSecret: client.secret,
      labels: { ru: 'Портал', en: 'Portal' },
      scopes: 'openid',
      address,
    }),
    /** Goes where a browser is sent, and gives the query it is sent back with. */
    async visited(address: string): Promise<string> {
      const answer = await fetch(address, { redirect: 'manual' });
      return new URL(answer.headers.get('location') ?? '').search;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const signature = (head: string, key: KeyObject): string =>
  createSign('RSA-SHA256').update(head).sign(key).toString('base64url');

/** Name and secret as a client shows them: form-encoded, then Basic (RFC 6749, 2.3.1). */
const shownBy = (header: string): readonly string[] =>
  Buffer.from(header.replace('Basic ', ''), 'base64')
    .toString()
    .split(':')
    .map((text) => decodeURIComponent(text.replaceAll('+', ' ')));
