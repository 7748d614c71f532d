import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { settleForwarded, trustedProxies } from './forwarded.ts';

function request(remoteAddress: string, headers: Record<string, string>): IncomingMessage {
  return { socket: { remoteAddress }, headers: { host: 'school.test:4000', ...headers } } as unknown as IncomingMessage;
}

function settled(remoteAddress: string, headers: Record<string, string>, proxies?: string) {
  const it = request(remoteAddress, headers);
  settleForwarded(it, trustedProxies(proxies));
  const { 'x-forwarded-proto': proto, 'x-forwarded-host': host, 'x-forwarded-for': client } = it.headers;
  return { proto, host, client };
}

const claims = {
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'other.test',
  'x-forwarded-for': '1.1.1.1, 8.8.8.8',
};

test('a client on the network cannot claim another protocol, host or address', () => {
  expect(settled('192.168.1.9', claims)).toEqual({ proto: 'http', host: 'school.test:4000', client: '192.168.1.9' });
});

test('a proxy on this machine speaks for its client, whose own claim of an address is dropped', () => {
  expect(settled('::ffff:127.0.0.1', claims)).toEqual({ proto: 'https', host: 'other.test', client: '8.8.8.8' });
});

test('a proxy elsewhere must be named', () => {
  expect(settled('10.0.3.2', claims, '10.0.0.0/8')).toEqual({ proto: 'https', host: 'other.test', client: '8.8.8.8' });
  expect(settled('11.0.3.2', claims, '10.0.0.0/8').proto).toBe('http');
});

test('without a proxy the peer is the client', () => {
  expect(settled('::1', {})).toEqual({ proto: 'http', host: 'school.test:4000', client: '::1' });
});
