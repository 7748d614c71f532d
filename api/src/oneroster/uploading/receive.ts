import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../core/problem.ts';
import type { Upload } from './store.ts';

/** Bytes of a file at most. */
const bytesAtMost = 64 * 1024 * 1024;

/** A file that came whole; nobody knows of it until it is renamed. */
export interface Received extends Pick<Upload, 'kind' | 'bytes' | 'sha256'> {
  readonly path: string;
}

/** Writes what comes straight to the disk, for its owner alone. Throws `upload_too_large`, and `upload_no_room` where the disk is full; what came so far is gone then. */
export async function receive(
  body: AsyncIterable<Uint8Array> | null,
  folder: string,
  most: number = bytesAtMost,
): Promise<Received> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${randomUUID()}.part`);
  const hash = createHash('sha256');
  const names = workbookNames();
  let bytes = 0;
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of body ?? []) {
        bytes += chunk.length;
        if (bytes > most) throw new Problem('upload_too_large', { headers: { Connection: 'close' } });
        hash.update(chunk);
        names.look(chunk);
        await file.write(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new Problem('upload_no_room', { headers: { 'Retry-After': '60' } });
    throw error;
  }
  return { path, bytes, sha256: hash.digest('hex'), kind: names.seen() ? 'lists' : 'oneroster' };
}

/** Watches out for the name of the file that every workbook holds and no bundle does: an archive writes names as they are. */
function workbookNames() {
  const name = '[Content_Types].xml';
  let seen = false;
  let tail = '';
  return {
    look(chunk: Uint8Array): void {
      if (seen) return;
      const text = tail + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
      seen = text.includes(name);
      tail = text.slice(-name.length);
    },
    seen: () => seen,
  };
}
