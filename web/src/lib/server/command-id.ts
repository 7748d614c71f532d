import { createHash } from 'node:crypto';

const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Command id of a form that was posted: UUIDv5 of the form's nonce and of what was typed. The same form sent twice is one
 * command; another text is another command.
 */
export function commandIdOf(nonce: FormDataEntryValue | null, body: unknown): string {
  const space = typeof nonce === 'string' && form.test(nonce) ? nonce : '00000000-0000-4000-8000-000000000000';
  const hash = createHash('sha1')
    .update(Buffer.from(space.replaceAll('-', ''), 'hex'))
    .update(JSON.stringify(body));
  const bytes = hash.digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
