import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { SchoolId } from '@peremena/events';
import { type AtWork, atWork, pacing } from '../../core/claimed-work.ts';
import type { Parts } from '../../core/parts.ts';
import { BundleRefused } from '../finding.ts';
import { openBeside } from '../beside/beside.ts';
import type { Hands, Piece } from '../beside/work.ts';
import { appending } from '../carrying-out/carry-out.ts';
import { positioning } from '../import.ts';
import { type Limits, limits } from '../reading/limits.ts';
import { recordBegin, recordEnd } from '../records.ts';
import { type Proposal, sameBirth } from '../who/proposal.ts';
import { nowhere, refusedAt } from './refused-at.ts';
import * as kept from './store.ts';
import type { Upload } from './store.ts';
import { removeOverdue, tidy } from './tidying.ts';

/** Looks through files that were uploaded, carries out what was confirmed, and removes files when their time is over. */
export interface UploadJob extends AtWork {
  /** Where the files lie. */
  readonly folder: string;
  /** Where the file of an upload is, as long as it is there. */
  pathOf(id: string): string;
}

type JobParts = Pick<Parts, 'sql' | 'store' | 'sealing' | 'vault' | 'commands' | 'clock' | 'log'>;

const MiB = 1024 * 1024;
/** Less than at the console: the process that serves a school must not run out of memory over a file. */
const smaller: Limits = { ...limits, fileBytes: 128 * MiB, allBytes: 256 * MiB, rows: 500_000 };

/** SHA-256 of a file in hexadecimal; null where there is none. */
export async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}

function withoutNames({ file, line, decided, twice, birthDate, ...proposal }: Proposal): kept.KeptProposal {
  const { classes, pupil, candidates } = proposal;
  return {
    ...{ file, line, decided, twice, classes, pupil },
    candidates: candidates.map(({ personId, classTitle, childrenIn, staff, here, row, ...one }) => ({
      ...{ personId, staff, here, row, sameBirth: sameBirth(birthDate, one.birthDate) },
      classes: classTitle === null ? childrenIn : [classTitle],
    })),
  };
}

/** Opens the job over a folder that is made when the first file comes. Several processes may share it: one is at a file. `hash` tells whether a file is the one that was uploaded; `beside` looks it through and brings it in. */
export function openUploadJob(parts: JobParts, folder: string, hash = hashOf, beside = openBeside()): UploadJob {
  const { sql, clock, store, sealing, vault } = parts;
  const pathOf = (id: string): string => join(folder, id);

  const looking: Hands = {
    ...{ store, sealing },
    makeKeys: async (owners) => void (await vault.findOrMake(owners)),
    begin: () => Promise.resolve(),
    carry: () => Promise.reject(new Error('a look carries nothing out')),
  };
  const pieceOf = ({ id, schoolId, kind, encoding, decisions }: Upload, run: string | null): Piece => ({
    ...{ path: pathOf(id), kind, schoolId: schoolId as SchoolId, encoding, decisions: decisions ?? {} },
    ...{ limits: smaller, now: clock(), shelves: folder, run },
  });

  async function carryOut(upload: Upload, signal: AbortSignal): Promise<void> {
    const { id, name: fileName } = upload;
    const run = crypto.randomUUID();
    const { onProgress, told } = pacing((at) => kept.importProgressed(sql, id, at));
    const { onAppend, positions } = positioning();
    const carry = appending({ commands: parts.commands, clock, run, onAppend });
    let [begun, done, total] = [false, 0, 0];
    const hands: Hands = {
      ...looking,
      async begin(plan) {
        begun = true;
        await kept.importBegun(sql, id, { run, at: clock() });
        await recordBegin(sql, { id: run, fileName, begunAt: clock(), plan });
        onProgress(0, (total = plan.wishes));
      },
      async carry(batch, wishes, start) {
        signal.throwIfAborted();
        const became = await carry(batch)(wishes, start);
        onProgress((done += wishes.length), total);
        return became;
      },
    };
    try {
      const { lines } = await beside.work(pieceOf(upload, run), hands, signal);
      await recordEnd(sql, run, { ...lines, endedAt: clock(), positions: positions() });
      await told();
      await kept.importEnded(sql, id, { at: clock(), report: lines });
    } catch (error) {
      // Some of it came in, and the rest can once there is room: another try finishes it.
      if (begun && error instanceof BundleRefused) throw new Error('broke off in the middle', { cause: error });
      throw error;
    } finally {
      await told();
    }
  }

  async function workOn(upload: Upload, signal: AbortSignal): Promise<void> {
    const { id, sha256, requestId } = upload;
    const refuse = (code: string, place = nowhere) => kept.uploadRefused(sql, id, { code, place, at: clock() });
    if (kept.isHopeless(upload)) return refuse('upload_failed');
    const found = await hash(pathOf(id));
    if (found === null) return refuse('upload_gone');
    if (found !== sha256) return refuse('upload_changed');
    try {
      if (requestId !== null) return await carryOut(upload, signal);
      const { lines, proposals } = await beside.work(pieceOf(upload, null), looking, signal);
      await kept.uploadRead(sql, upload, lines, proposals.map(withoutNames));
    } catch (error) {
      if (!(error instanceof BundleRefused)) throw error;
      await refuse(error.finding.code, refusedAt(error.finding, id));
    }
  }

  const fault = 'a file could not be worked on yet';
  const job = atWork(
    {
      tidy: () => tidy(parts, folder),
      claim: () => kept.claimUpload(sql, clock()),
      stillAt: (id) => kept.stillAt(sql, id, clock()),
      release: (id) => kept.releaseUpload(sql, id),
      workOn: (upload, signal) => workOn(upload, signal).then(() => removeOverdue(parts, folder)),
      fault,
    },
    parts,
  );
  const close = (): void => {
    job.close();
    beside.close();
  };
  return { ...job, folder, pathOf, close };
}
