import type { SchoolId } from '@peremena/events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { planRead, readPath } from '../oneroster/import.ts';
import { statedEncodings } from '../oneroster/reading/decode.ts';
import type { Command } from './command.ts';
import { runImport } from './run-import.ts';
import { words } from './words.ts';

/** `import oneroster FILE`: 0 when it was taken (rows may have been refused), 1 when the bundle was refused, 130 when it was stopped. */
export const importCommand: Command = async (args, terminal) => {
  const { usage } = words[terminal.language];
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      source: { type: 'string' },
      school: { type: 'string' },
      encoding: { type: 'string' },
      'time-zone': { type: 'string', default: 'Europe/Moscow' },
      'sign-ins': { type: 'string' },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new TypeError(usage);
  const school = values.school;
  if (school !== undefined && (!uuid.test(school) || values.source !== undefined)) throw new TypeError(usage);
  const timeZone = values['time-zone'];
  if (!isZone(timeZone)) throw new RangeError(words[terminal.language].noZone(timeZone));
  const encoding = statedEncodings.find((known) => known === values.encoding?.toLowerCase());
  if (values.encoding !== undefined && !encoding) throw new TypeError(usage);
  return runImport(
    {
      path,
      json: values.json,
      dryRun: values['dry-run'],
      signIns: values['sign-ins'],
      read: () => readPath(resolve(path), encoding),
      plan: (read, { api: { parts } }) => {
        const { sql, store, sealing } = parts;
        const clock = () => new Date();
        return planRead(read, {
          ...{ clock, timeZone, source: values.source, log: { store, sealing }, sql },
          school: school as SchoolId | undefined,
        });
      },
    },
    terminal,
  );
};

function isZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
