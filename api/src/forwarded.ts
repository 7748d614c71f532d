import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';

/** Tells whether a peer may speak for the clients behind it. */
export type TrustedProxies = (address: string) => boolean;

/**
 * Proxies whose X-Forwarded-* headers count: this machine, and the addresses or networks (10.0.0.0/8) named, divided by commas.
 * Throws for a text that is neither.
 */
export function trustedProxies(named = ''): TrustedProxies {
  const list = new BlockList();
  list.addSubnet('127.0.0.0', 8, 'ipv4');
  list.addAddress('::1', 'ipv6');
  for (const text of named.split(',').map((part) => part.trim())) {
    if (!text) continue;
    const [address = '', prefix] = text.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix) list.addSubnet(address, Number(prefix), family);
    else list.addAddress(address, family);
  }
  return (address) => {
    const plain = address.replace(/^::ffff:/, '');
    return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  };
}

const headers = ['x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-for', 'forwarded', 'x-real-ip'];

/** What a request really came by: protocol and host stay, or are set by us; the client's own claims are removed. */
export function settleForwarded(request: IncomingMessage, trusted: TrustedProxies): void {
  const peer = request.socket.remoteAddress ?? '';
  const given = trusted(peer) ? { ...request.headers } : {};
  for (const name of headers) delete request.headers[name];
  const first = (name: string): string | undefined =>
    String(given[name] ?? '')
      .split(',')[0]
      ?.trim() || undefined;
  request.headers['x-forwarded-proto'] = first('x-forwarded-proto') === 'https' ? 'https' : 'http';
  request.headers['x-forwarded-host'] = first('x-forwarded-host') ?? request.headers.host ?? 'localhost';
  // The last proxy appends the address it saw; what stands before it may be invented.
  const seen = String(given['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  request.headers['x-forwarded-for'] = seen || peer.replace(/^::ffff:/, '');
}
