import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { onStop } from '../ending.ts';
import { BundleRefused, findingLine } from '../oneroster/finding.ts';
import { importPlan, planRead, readPath, tryPlan } from '../oneroster/import.ts';
import { statedEncodings } from '../oneroster/reading/decode.ts';
import { findRunning } from '../running.ts';
import type { Command } from './command.ts';
import { withInstance } from './instance.ts';
import { progressLine } from './progress-line.ts';
import { foretold, refusalJson, reportJson, reportText } from './report.ts';
import { words } from './words.ts';

/** `import oneroster FILE`: 0 when it was taken (rows may have been refused), 1 when the bundle was refused, 130 when it was stopped. */
export const importCommand: Command = async (args, { say, warn, language, stderr }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      source: { type: 'string' },
      encoding: { type: 'string' },
      'time-zone': { type: 'string', default: 'Europe/Moscow' },
      'sign-ins': { type: 'string' },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new TypeError(words[language].usage);
  const timeZone = values['time-zone'];
  new Intl.DateTimeFormat('en', { timeZone });
  const encoding = statedEncodings.find((known) => known === values.encoding?.toLowerCase());
  if (values.encoding !== undefined && !encoding) throw new TypeError(words[language].usage);
  const line = progressLine(stderr, words[language].importing, words[language].left);
  const stop = new AbortController();
  onStop(() => stop.abort());
  try {
    const clock = () => new Date();
    const read = await readPath(resolve(path), encoding);
    return await withInstance(async ({ api, folder }) => {
      const { sql, vault, store, sealing } = api.parts;
      const plan = await planRead(read, { clock, timeZone, source: values.source, log: { store, sealing }, sql });
      const told = { signal: stop.signal, onProgress: (done: number, total: number) => line.show(done, total) };
      if (values['dry-run']) {
        const report = await tryPlan(plan, { sql, store, sealing, ...told });
        line.end();
        say(values.json ? reportJson(report, language) : foretold(report, language));
        return 0;
      }
      const report = await importPlan(plan, {
        commands: api.commands,
        sql,
        vault,
        clock,
        fileName: basename(path),
        signInFile: values['sign-ins']
          ? resolve(values['sign-ins'])
          : join(folder.path, 'sign-ins', `${stamp(clock())}.csv`),
        ...told,
      });
      line.end();
      const running = await findRunning(folder);
      if (running) {
        await api.parts.waitFor([], await api.parts.store.head(), 30_000);
        warn(words[language].visible(running.address));
      }
      say(values.json ? reportJson(report, language) : reportText(report, language));
      return 0;
    });
  } catch (error) {
    line.end();
    if (stop.signal.aborted) {
      warn(words[language].stopped);
      return 130;
    }
    if (!(error instanceof BundleRefused)) throw error;
    warn(`${findingLine(error.finding, language)}\n${words[language].nothing}`);
    if (values.json) say(refusalJson(error.finding, language));
    return 1;
  }
};

const stamp = (now: Date) => now.toISOString().replaceAll(/[:.]/g, '-');
