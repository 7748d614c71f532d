import canonicalize from 'canonicalize';

/** SHA-256; passed in, since a page over plain http has no `crypto.subtle`. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** What the proof covers of an event: as stored, sealed values included. */
export interface Proven {
  readonly stream: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

const encoder = new TextEncoder();

/** The leaf of an event: SHA-256(0x00 ‖ RFC 8785 canonical JSON of what the proof covers). Law: record 0003. */
export function leafOf(sha256: Sha256, { stream, revision, type, data, metadata }: Proven): Uint8Array {
  const text = canonicalize({ stream, revision: String(revision), type, data, metadata });
  if (text === undefined) throw new TypeError('an event without content has no leaf');
  return sha256(prefixed(0x00, encoder.encode(text)));
}

/** The bytes of both, behind the prefix that tells leaves (0x00) from nodes (0x01). */
export function prefixed(prefix: 0x00 | 0x01, ...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(1 + parts.reduce((length, part) => length + part.length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
