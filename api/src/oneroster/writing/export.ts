import { createWriteStream } from 'node:fs';
import { link, mkdir, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SchoolId } from '@peremena/events';
import { type From, gather } from './gather.ts';
import { gradebookOf } from './gradebook.ts';
import { filesOf } from './rows.ts';
import { zipped } from './zip.ts';

export interface ExportOptions extends From {
  readonly schoolId: SchoolId;
  /** The archive; must not exist yet. Readable by nobody but its owner. */
  readonly path: string;
  /** `YYYY-MM-DD`: guardians whose time has ended by then are left out. */
  readonly today: string;
  /** The login of a person, null where there is none. */
  readonly loginsOf: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export interface ExportReport {
  readonly people: number;
  /** Everybody the bundle speaks of. */
  readonly personIds: readonly string[];
  readonly classes: number;
  readonly groups: number;
  readonly marks: number;
  /** Links of guardians left out because an order limits them. */
  readonly limited: number;
}

/** Writes a school as a OneRoster 1.2 bundle. Null where there is no such school; throws `EEXIST` where the file is there already. */
export async function exportOneRoster(options: ExportOptions): Promise<ExportReport | null> {
  const { schoolId, path, today, loginsOf } = options;
  const all = await gather(options, schoolId, today);
  if (!all) return null;
  const personIds = all.people.map(({ personId }) => personId);
  const logins = await loginsOf(personIds);
  // Whole or not there: what was cut off is never taken for a bundle. What a killed process left is in the way of nobody.
  const [part, folder] = [`${path}.part`, `${path}.parts`];
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o700 });
    const gradebook = await gradebookOf(options, all, folder);
    const files = filesOf(all, gradebook.files, (personId) => logins.get(personId) ?? null);
    await pipeline(Readable.from(zipped(files)), createWriteStream(part, { mode: 0o600, flags: 'w' }));
    await link(part, path);
    const groups = all.taught.filter(({ subject }) => subject !== null).length;
    const classes = all.taught.length - groups;
    return { people: personIds.length, personIds, classes, groups, marks: gradebook.marks, limited: all.limited };
  } finally {
    await rm(part, { force: true });
    await rm(folder, { recursive: true, force: true });
  }
}
