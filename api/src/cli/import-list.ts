import { type ImportRecord, importRecords } from '../oneroster/records.ts';
import type { Command } from './command.ts';
import { withInstance } from './instance.ts';
import { words } from './words.ts';

/** `import list`: what was brought in, the last one first. `--json`: for programs, with the source of each. */
export const importListCommand: Command = (args, { say, language }) =>
  withInstance(async ({ api: { parts } }) => {
    const records = await importRecords(parts.sql);
    if (args.includes('--json')) say(JSON.stringify(records.map(({ positions: _, ...record }) => record)));
    else if (records.length === 0) say(words[language].noImports);
    else for (const record of records) say(line(record, words[language]));
    return 0;
  });

const minute = (at: string) => at.slice(0, 16).replace('T', ' ');

function line(record: ImportRecord, say: (typeof words)['ru' | 'en']): string {
  const { begunAt, fileName, endedAt, added, changed, unchanged, refused } = record;
  const when = minute(begunAt);
  const end = endedAt === null ? say.cutOff : say.counted(added ?? 0, changed ?? 0, unchanged ?? 0, refused ?? 0);
  const { undo } = record;
  const undone =
    undo === null
      ? ''
      : undo.endedAt === null
        ? `  ${say.undoCutOff}`
        : `  ${say.undone(minute(undo.endedAt), undo.undone ?? 0, undo.kept.length)}`;
  return `${record.id}  ${when}  ${fileName}${record.delta ? ` (${say.delta})` : ''}  ${end}${undone}`;
}
