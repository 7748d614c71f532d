import type { Context } from 'hono';
import { jsonFault } from './json-scan.ts';
import { Problem } from './problem.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Largest body in bytes; a file travels as base64. */
const bodyLimit = 262_144;
const fileLimit = 720_000;

/** What the body of a request may hold: more where the path says that it brings a file to be imported. */
export const bodyLimitOf = (path: string): number => (/\/import(\/preview)?$/.test(path) ? fileLimit : bodyLimit);

/** Whether a request brings a file as it is, which its route writes to the disk after it knows who asks. */
export const bringsFile = (c: Context): boolean =>
  c.req.method === 'POST' &&
  /^\/api\/schools\/[^/]+\/uploads$/.test(c.req.path) &&
  c.req.header('content-type') === 'application/octet-stream' &&
  c.req.header('content-encoding') === undefined;

/**
 * Reads the JSON body of a request once, with limits, and leaves it where validators look for it. Undefined when there is none.
 * Throws `body_too_large`, `media_type`, `unreadable`, `duplicate_key`, `too_deep`.
 */
export async function readBody(c: Context, limit: number): Promise<unknown> {
  const bytes = await bytesOf(c.req.raw, limit);
  if (bytes.length === 0) return undefined;
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' || c.req.header('content-encoding') !== undefined) throw new Problem('media_type');
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new Problem('unreadable');
  }
  const fault = jsonFault(text);
  if (fault) throw new Problem(fault);
  try {
    const value: unknown = JSON.parse(text);
    // The text, not the value: hono would write a value out and read it again, and 1e400 would come back as null.
    (c.req.bodyCache as unknown as { text?: Promise<string> }).text = Promise.resolve(text);
    return value;
  } catch {
    throw new Problem('unreadable');
  }
}

async function bytesOf(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit)
    throw new Problem('body_too_large', { headers: { Connection: 'close' } });
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    size += chunk.length;
    if (size > limit) throw new Problem('body_too_large', { headers: { Connection: 'close' } });
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
