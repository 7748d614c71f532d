import { isIP } from 'node:net';

/** Where a person came to: whether passkeys work there, and the name they are bound to. `why`: no https, or no name but an address. */
export type PasskeySite =
  { readonly rpId: string; readonly origin: string } | { readonly rpId: null; readonly why: 'insecure' | 'address' };

/**
 * Browsers offer passkeys on https alone, and on this very machine; they bind them to a name, which an address is not. Host and protocol are
 * those the request came by: see `settleForwarded`.
 */
export function passkeySite(host: string, https: boolean): PasskeySite {
  const origin = `${https ? 'https' : 'http'}://${host.toLowerCase()}`;
  if (!URL.canParse(origin)) return { rpId: null, why: 'address' };
  const url = new URL(origin);
  const name = url.hostname;
  const local = name === 'localhost' || name.endsWith('.localhost');
  if (!https && !local) return { rpId: null, why: 'insecure' };
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0) return { rpId: null, why: 'address' };
  return { rpId: name, origin: url.origin };
}
