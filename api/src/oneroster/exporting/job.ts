import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SchoolId } from '@peremena/events';
import type { Parts } from '../../core/parts.ts';
import { todayIn } from '../../core/today.ts';
import { loginsOf } from '../../session/credentials.ts';
import { exportOneRoster } from '../writing/export.ts';
import { zoneOf } from '../writing/gather.ts';
import {
  claimExport,
  type Export,
  exportFailed,
  exportMade,
  exportRemoved,
  overdueExports,
  releaseExport,
} from './store.ts';

/** Makes the files that were asked for and confirmed, and removes them when their time is over. */
export interface ExportJob {
  /** Looks whether there is something to do; while it works, it looks once more afterwards. */
  kick(): void;
  /** Resolves when nothing is left that can be done now. */
  idle(): Promise<void>;
  /** Where the file of an export is, as long as it is there. */
  pathOf(id: string): string;
  close(): void;
}

type JobParts = Pick<Parts, 'sql' | 'store' | 'sealing' | 'clock' | 'log'>;

const lookMs = 60_000;

/** Opens the job; `folder` is made when the first file is. Several processes may share it: one makes a file. */
export function openExportJob(parts: JobParts, folder: string): ExportJob {
  const { sql, clock, log } = parts;
  const pathOf = (id: string): string => join(folder, `${id}.zip`);
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;

  async function make({ id, schoolId }: Export): Promise<void> {
    const path = pathOf(id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Of a process that was cut off before it could say so.
    await rm(path, { force: true });
    const school = schoolId as SchoolId;
    const today = todayIn((await zoneOf(parts, school)) ?? 'UTC', clock());
    const logins = (people: readonly string[]) => loginsOf(sql, people);
    const report = await exportOneRoster({ ...parts, schoolId: school, path, today, loginsOf: logins });
    if (!report) return exportFailed(sql, id, clock());
    const { size: bytes } = await stat(path);
    const { personIds: people, classes, groups, limited } = report;
    await exportMade(sql, id, { at: clock(), bytes, people, classes, groups, limited });
  }

  async function work(): Promise<void> {
    do {
      again = false;
      for (const id of await overdueExports(sql, clock())) {
        await rm(pathOf(id), { force: true });
        await exportRemoved(sql, id, clock());
      }
      for (let next = await claimExport(sql, clock()); next && !closed; next = await claimExport(sql, clock())) {
        try {
          await make(next);
        } catch (error) {
          await releaseExport(sql, next.id);
          throw error;
        }
      }
    } while (again && !closed);
  }

  const job: ExportJob = {
    kick() {
      if (closed) return;
      again = true;
      running ??= work()
        .catch((error: unknown) => log.error({ err: error }, 'a school could not be taken out yet'))
        .finally(() => {
          running = null;
        });
    },
    async idle() {
      while (running) await running;
    },
    pathOf,
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
  const timer = setInterval(() => job.kick(), lookMs);
  timer.unref();
  return job;
}
