import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type RequestId, type SchoolId, streams } from '@peremena/events';
import { stateNow } from '../../core/folded.ts';
import type { Parts } from '../../core/parts.ts';
import { isUuid } from '../../core/uuid.ts';
import { requestDecider } from '../../request/decider.ts';
import * as keeping from './keeping.ts';

type TidyParts = Pick<Parts, 'sql' | 'store' | 'sealing' | 'clock'>;

/** A request that was begun and never came into the log holds a file for so long, in milliseconds. */
const unborn = 3_600_000;

/** Removes the files that nobody waits for and whose day is over, and what broke off on the way here. */
export async function tidy(parts: TidyParts, folder: string): Promise<void> {
  await letGo(parts);
  await removeOverdue(parts, folder);
  await sweep(parts, folder);
}

/** Removes the files whose time is over. */
export async function removeOverdue({ sql, clock }: TidyParts, folder: string): Promise<void> {
  for (const id of await keeping.overdueUploads(sql, clock())) await rm(join(folder, id), { force: true });
}

/** Notes which requests nobody waits for any more: what the log says counts, as read models may be behind. */
async function letGo(parts: TidyParts): Promise<void> {
  const at = parts.clock();
  for (const one of await keeping.keepings(parts.sql)) {
    const stream = streams.request(one.schoolId as SchoolId, one.requestId as RequestId);
    const request = await stateNow(parts, stream, requestDecider);
    const waits =
      request === null
        ? at.getTime() - one.askedAt.getTime() < unborn
        : request.status === 'confirmed' || (request.status === 'waiting' && at < one.until);
    if (!waits) await keeping.endKeeping(parts.sql, one, { at, refused: request?.status === 'declined' });
  }
}

/** Removes what a process left that ended between two steps: half an upload, and files that are noted as gone. */
async function sweep({ sql }: TidyParts, folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.part'))) {
    const path = join(folder, name);
    const { mtimeMs = Infinity } = (await stat(path).catch(() => null)) ?? {};
    if (mtimeMs < Date.now() - 3_600_000) await rm(path, { force: true });
  }
  const files = names.filter(isUuid);
  const kept = files.length === 0 ? null : await keeping.kept(sql, files);
  for (const name of files) if (kept?.has(name) === false) await rm(join(folder, name), { force: true });
}
