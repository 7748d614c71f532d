import { hash } from 'node:crypto';

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** RFC 9562 UUIDv5: the same name in the same namespace is always the same id. `namespace` is a UUID. */
export function uuidv5(namespace: string, name: string): string {
  const input = Buffer.allocUnsafe(16 + Buffer.byteLength(name));
  input.write(namespace.replaceAll('-', ''), 'hex');
  input.write(name, 16, 'utf8');
  const bytes = hash('sha1', input, 'buffer');
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let id = '';
  for (let at = 0; at < 16; at += 1) {
    if (at === 4 || at === 6 || at === 8 || at === 10) id += '-';
    id += hexOf[bytes[at]!]!;
  }
  return id;
}

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a lower-case UUID. */
export function isUuid(text: string): boolean {
  return form.test(text);
}
