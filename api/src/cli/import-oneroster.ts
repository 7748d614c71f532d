import type { PersonId, SchoolId } from '@peremena/events';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { planRead, readPath } from '../oneroster/import.ts';
import { readDecisions, writeQuestions } from '../oneroster/who/decisions-file.ts';
import type { Question } from '../oneroster/who/read-who.ts';
import { statedEncodings } from '../oneroster/reading/decode.ts';
import type { Command } from './command.ts';
import { runImport } from './run-import.ts';
import { words } from './words.ts';

/** `import oneroster FILE`: 0 when it was taken (rows may have been refused), 1 when the bundle was refused, 130 when it was stopped. */
export const importCommand: Command = async (args, terminal) => {
  const { language, warn } = terminal;
  const told = words[language];
  const { usage } = told;
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
      who: { type: 'string' },
      ask: { type: 'string' },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new TypeError(usage);
  const school = values.school;
  if (school !== undefined && (!uuid.test(school) || values.source !== undefined)) throw new TypeError(usage);
  const timeZone = values['time-zone'];
  if (!isZone(timeZone)) throw new RangeError(told.noZone(timeZone));
  const encoding = statedEncodings.find((known) => known === values.encoding?.toLowerCase());
  if (values.encoding !== undefined && !encoding) throw new TypeError(usage);
  const questions = values.ask === undefined ? null : resolve(values.ask);
  if (questions !== null && (await isThere(questions))) {
    warn(told.fileThere(questions));
    return 1;
  }
  return runImport(
    {
      path,
      json: values.json,
      dryRun: values['dry-run'],
      signIns: values['sign-ins'],
      read: async () => {
        const decisions = values.who === undefined ? none : await readDecisions(resolve(values.who));
        return { decisions, bundle: await readPath(resolve(path), encoding) };
      },
      plan: async ({ bundle, decisions }, { api: { parts } }) => {
        const { sql, store, sealing } = parts;
        const clock = () => new Date();
        const asked = new Set<PersonId>();
        const { plan, proposals } = await planRead(bundle, {
          ...{ clock, timeZone, source: values.source, log: { store, sealing }, sql },
          school: school as SchoolId | undefined,
          said: (_, id) => {
            asked.add(id);
            return decisions.get(id);
          },
        });
        const idle = [...decisions.keys()].filter((id) => !asked.has(id)).length;
        if (idle > 0) warn(told.decisionsIdle(idle));
        await ask(proposals.filter(({ decided, twice }) => decided === null || twice));
        return plan;
      },
    },
    terminal,
  );

  async function ask(open: readonly Question[]): Promise<void> {
    if (questions !== null && open.length > 0) await writeQuestions(questions, open, language);
    for (const { file, line, candidates } of open.slice(0, shownAtMost))
      warn(told.proposal(`${file}:${line}`, candidates));
    if (open.length > shownAtMost) warn(told.proposalsMore(open.length - shownAtMost));
    if (questions !== null) warn(open.length > 0 ? told.questions(open.length, questions) : told.noQuestions);
    else if (open.length > 0) warn(told.howToDecide);
  }
};

function isZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}

const none: ReadonlyMap<PersonId, string> = new Map();
const shownAtMost = 20;

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
