import { hash } from 'node:crypto';

// RFC 9562 4.1: the two highest bits of this digit are 10.
const variants = '89ab89ab89ab89ab';

/** RFC 9562 UUIDv5: the same name in the same namespace is always the same id. `namespace` is a UUID. */
export function uuidv5(namespace: string, name: string): string {
  const input = Buffer.allocUnsafe(16 + Buffer.byteLength(name));
  input.write(namespace.replaceAll('-', ''), 'hex');
  input.write(name, 16, 'utf8');
  const hex = hash('sha1', input, 'hex');
  const variant = variants[Number.parseInt(hex[16]!, 16)]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a lower-case UUID. */
export function isUuid(text: string): boolean {
  return form.test(text);
}
