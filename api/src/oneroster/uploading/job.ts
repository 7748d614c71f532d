import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SchoolId } from '@peremena/events';
import { type AtWork, atWork, pacing } from '../../core/claimed-work.ts';
import type { Parts } from '../../core/parts.ts';
import { BundleRefused } from '../finding.ts';
import { importPlan, planRead, readPath, tryPlan } from '../import.ts';
import type { Proposal } from '../lists/people-of-lists.ts';
import { planLists, type PlanOfLists } from '../lists/plan-lists.ts';
import type { Plan } from '../plan/plan.ts';
import { type Limits, limits } from '../reading/limits.ts';
import { zoneOf } from '../writing/gather.ts';
import { linesOf } from './lines.ts';
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

function withoutNames({ candidates, ...proposal }: Proposal): kept.KeptProposal {
  return {
    ...proposal,
    candidates: candidates.map(({ personId, classTitle, childrenIn, row }) => ({
      ...{ personId, row },
      classes: classTitle === null ? childrenIn : [classTitle],
    })),
  };
}

/** Opens the job over a folder that is made when the first file comes. Several processes may share it: one is at a file. `hash` tells whether a file is the one that was uploaded. */
export function openUploadJob(parts: JobParts, folder: string, hash = hashOf): UploadJob {
  const { sql, clock } = parts;
  const pathOf = (id: string): string => join(folder, id);

  async function planOf({ id, schoolId, kind, encoding, decisions }: Upload): Promise<PlanOfLists> {
    const school = schoolId as SchoolId;
    if (kind === 'lists')
      return planLists(await readFile(pathOf(id)), { ...parts, schoolId: school, decisions: decisions ?? {} });
    const timeZone = (await zoneOf(parts, school)) ?? 'UTC';
    const read = await readPath(pathOf(id), encoding ?? undefined, smaller);
    return { plan: await planRead(read, { clock, timeZone, school, log: parts, sql }), proposals: [] };
  }

  async function carryOut(upload: Upload, plan: Plan, signal: AbortSignal): Promise<void> {
    const { id } = upload;
    const run = crypto.randomUUID();
    await kept.importBegun(sql, id, { run, at: clock() });
    const { onProgress, told } = pacing((at) => kept.importProgressed(sql, id, at));
    const { commands, vault } = parts;
    const fileName = upload.name;
    try {
      const report = await importPlan(plan, { commands, vault, sql, clock, fileName, run, onProgress, signal });
      await told();
      await kept.importEnded(sql, id, { at: clock(), report: linesOf(report, { dry: false }) });
    } finally {
      await told();
    }
  }

  async function workOn(upload: Upload, signal: AbortSignal): Promise<void> {
    const { id, sha256, requestId } = upload;
    const refuse = (code: string) => kept.uploadRefused(sql, id, { code, at: clock() });
    if (kept.isHopeless(upload)) return refuse('upload_failed');
    const found = await hash(pathOf(id));
    if (found === null) return refuse('upload_gone');
    if (found !== sha256) return refuse('upload_changed');
    try {
      const { plan, proposals } = await planOf(upload);
      try {
        if (requestId !== null) return await carryOut(upload, plan, signal);
        const report = await tryPlan(plan, { ...parts, signal });
        await kept.uploadRead(sql, upload, linesOf(report, { dry: true }), proposals.map(withoutNames));
      } finally {
        plan.shelf.close();
      }
    } catch (error) {
      if (!(error instanceof BundleRefused)) throw error;
      await refuse(error.finding.code);
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
  return { ...job, folder, pathOf };
}
