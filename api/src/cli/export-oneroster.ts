import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { SchoolId } from '@peremena/events';
import { isUuid } from '../core/uuid.ts';
import { todayIn } from '../core/today.ts';
import { exportOneRoster } from '../oneroster/writing/export.ts';
import { schoolsOf, zoneOf } from '../oneroster/writing/gather.ts';
import { loginsOf } from '../session/credentials.ts';
import type { Command } from './command.ts';
import { withInstance } from './instance.ts';
import { words } from './words.ts';

/** `export oneroster FILE`: 0 when the bundle was written, 1 when there is no such folder or school, several and none named, or the file is there already. */
export const exportCommand: Command = async (args, { say, warn, language }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { school: { type: 'string' } },
  });
  const [file, ...more] = positionals;
  const told = words[language];
  if (file === undefined || more.length > 0) throw new TypeError(told.usage);
  if (values.school !== undefined && !isUuid(values.school)) throw new TypeError(told.noSchool);
  const path = resolve(file);
  // Said before the school is read, which may take a minute.
  const there = await access(dirname(path), constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!there) {
    warn(told.noFolder(dirname(path)));
    return 1;
  }
  return withInstance(async ({ api: { parts } }) => {
    const schools = values.school === undefined ? await schoolsOf(parts) : [];
    const schoolId = (values.school as SchoolId | undefined) ?? (schools.length === 1 ? schools[0]!.schoolId : null);
    if (schoolId === null) {
      warn(schools.length === 0 ? told.noSchools : told.whichSchool);
      for (const school of schools) warn(`  ${school.schoolId}  ${school.title}`);
      return 1;
    }
    const today = todayIn((await zoneOf(parts, schoolId)) ?? 'UTC', parts.clock());
    try {
      const report = await exportOneRoster({
        ...parts,
        schoolId,
        path,
        today,
        loginsOf: (people) => loginsOf(parts.sql, people),
      });
      if (!report) {
        warn(told.noSchool);
        return 1;
      }
      say(told.exported(path, report));
      if (report.limited > 0) warn(told.limited(report.limited));
      return 0;
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
      warn(told.fileThere(path));
      return 1;
    }
  });
};
