import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { SchoolId } from '@peremena/events';
import { isUuid } from '../core/uuid.ts';
import { BundleRefused } from '../oneroster/finding.ts';
import { columnOfLists, inWordsOfLists, planLists } from '../oneroster/lists/plan-lists.ts';
import { templateOf } from '../oneroster/lists/template.ts';
import { schoolsOf } from '../oneroster/writing/gather.ts';
import type { Command } from './command.ts';
import { runImport } from './run-import.ts';
import { words } from './words.ts';

/** `import lists FILE`: as `import oneroster`, from a workbook; `--template` writes an empty one instead, 1 where the file is there already. */
export const importListsCommand: Command = async (args, terminal) => {
  const { say, warn, language } = terminal;
  const told = words[language];
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      template: { type: 'boolean', default: false },
      school: { type: 'string' },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new TypeError(told.usage);
  if (values.school !== undefined && !isUuid(values.school)) throw new TypeError(told.noSchool);
  const path = resolve(file);
  if (values.template) return writeTemplate();
  return runImport(
    {
      path,
      json: values.json,
      dryRun: values['dry-run'],
      read: () =>
        readFile(path).catch((error: unknown) => {
          throw new BundleRefused('not_found', { file }, { cause: error });
        }),
      plan: async (bytes, { api: { parts } }) => {
        const clock = () => new Date();
        const { plan, proposals } = await planLists(bytes, { ...parts, clock, schoolId: await schoolOf(parts) });
        for (const { file: sheet, line, candidates } of proposals) warn(told.proposal(`${sheet}:${line}`, candidates));
        return plan;
      },
      told: (report) => inWordsOfLists(report, language),
      refused: (finding) => ({ ...finding, column: columnOfLists(finding, language) }),
    },
    terminal,
  );

  async function schoolOf(parts: Parameters<typeof schoolsOf>[0]): Promise<SchoolId> {
    if (values.school !== undefined) return values.school as SchoolId;
    const schools = await schoolsOf(parts);
    if (schools.length === 1) return schools[0]!.schoolId;
    const list = schools.map(({ schoolId, title }) => `\n  ${schoolId}  ${title}`).join('');
    throw new RangeError(schools.length === 0 ? told.noSchools : told.whichSchool + list);
  }

  async function writeTemplate(): Promise<number> {
    try {
      await writeFile(path, await templateOf(language), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      warn(told.fileThere(path));
      return 1;
    }
    say(told.template(path));
    return 0;
  }
};
