import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SchoolId } from '@peremena/events';
import { type AtWork, atWork } from '../../core/claimed-work.ts';
import type { Parts } from '../../core/parts.ts';
import { todayIn } from '../../core/today.ts';
import { loginsOf } from '../../session/credentials.ts';
import { exportOneRoster } from '../writing/export.ts';
import { zoneOf } from '../writing/gather.ts';
import * as kept from './store.ts';
import type { Export } from './store.ts';

/** Makes the files that were asked for and confirmed, and removes them when their time is over. */
export interface ExportJob extends AtWork {
  /** Where the file of an export is, as long as it is there. */
  pathOf(id: string): string;
}

type JobParts = Pick<Parts, 'sql' | 'store' | 'sealing' | 'clock' | 'log'>;

/** Opens the job; `folder` is made when the first file is. Several processes may share it: one makes a file. */
export function openExportJob(parts: JobParts, folder: string): ExportJob {
  const { sql, clock } = parts;
  const pathOf = (id: string): string => join(folder, `${id}.zip`);

  async function workOn({ id, schoolId }: Export): Promise<void> {
    const path = pathOf(id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Of a process that was cut off before it could say so.
    await rm(path, { force: true });
    const school = schoolId as SchoolId;
    const today = todayIn((await zoneOf(parts, school)) ?? 'UTC', clock());
    const logins = (people: readonly string[]) => loginsOf(sql, people);
    const report = await exportOneRoster({ ...parts, schoolId: school, path, today, loginsOf: logins });
    if (!report) return kept.exportFailed(sql, id, clock());
    const { size: bytes } = await stat(path);
    const { personIds: people, classes, groups, limited } = report;
    await kept.exportMade(sql, id, { at: clock(), bytes, people, classes, groups, limited });
  }

  async function tidy(): Promise<void> {
    for (const id of await kept.overdueExports(sql, clock())) {
      await rm(pathOf(id), { force: true });
      await kept.exportRemoved(sql, id, clock());
    }
  }

  const job = atWork(
    {
      tidy,
      claim: () => kept.claimExport(sql, clock()),
      stillAt: (id) => kept.stillMaking(sql, id, clock()),
      release: (id) => kept.releaseExport(sql, id),
      workOn,
      fault: 'a school could not be taken out yet',
    },
    parts,
  );
  return { ...job, pathOf };
}
