import { basename, join, resolve } from 'node:path';
import { openDataFolder, uploadsBeside } from '../data-folder.ts';
import { onStop } from '../ending.ts';
import { BundleRefused, type Finding, findingLine } from '../oneroster/finding.ts';
import { importPlan, type ImportReport, tryPlan } from '../oneroster/import.ts';
import type { Plan } from '../oneroster/plan/plan.ts';
import { layShelvesIn } from '../oneroster/shelf/shelf.ts';
import { findRunning } from '../running.ts';
import type { Terminal } from './command.ts';
import { type Instance, withInstance } from './instance.ts';
import { progressLine } from './progress-line.ts';
import { foretold, refusalJson, reportJson, reportText } from './report.ts';
import { words } from './words.ts';

/** How an import is asked for, whatever it is read from. */
export interface ImportAsked<R> {
  readonly path: string;
  readonly json: boolean;
  readonly dryRun: boolean;
  /** Where to write first sign-ins, in place of the data folder. */
  readonly signIns?: string | undefined;
  /** Reads the file, before anything is opened. Throws `BundleRefused`. */
  readonly read: () => Promise<R>;
  /** Plans what was read. Throws `BundleRefused`. */
  readonly plan: (read: R, instance: Instance) => Promise<Plan>;
  /** The report as it is told. */
  readonly told?: (report: ImportReport) => ImportReport;
  /** What the file as a whole was refused for, as it is told. */
  readonly refused?: (finding: Finding) => Finding;
}

/** Carries an import out or tries it, with a progress line and a report: 0 when it was taken, 1 when it was refused, 130 when it was stopped. */
export async function runImport<R>(
  asked: ImportAsked<R>,
  { say, write, warn, language, stderr }: Terminal,
): Promise<number> {
  const { path, json, dryRun, signIns, told: tellAs = (report) => report } = asked;
  const line = progressLine(stderr, words[language].importing, words[language].left);
  const stop = new AbortController();
  onStop(() => stop.abort());
  const sayJson = (report: ImportReport): void => {
    for (const piece of reportJson(report, language)) write(piece);
    say('');
  };
  try {
    const clock = () => new Date();
    layShelvesIn(uploadsBeside((await openDataFolder()).masterKey));
    const read = await asked.read();
    return await withInstance(async (instance) => {
      const { api, folder } = instance;
      const { sql, vault, store, sealing } = api.parts;
      const plan = await asked.plan(read, instance);
      try {
        const told = { signal: stop.signal, onProgress: (done: number, total: number) => line.show(done, total) };
        if (dryRun) {
          const report = tellAs(await tryPlan(plan, { sql, store, sealing, ...told }));
          line.end();
          if (json) sayJson(report);
          else for (const one of foretold(report, language)) say(one);
          return 0;
        }
        const done = await importPlan(plan, {
          commands: api.commands,
          sql,
          vault,
          clock,
          fileName: basename(path),
          signInFile: signIns ? resolve(signIns) : join(folder.path, 'sign-ins', `${stamp(clock())}.csv`),
          ...told,
        });
        const report = tellAs(done);
        line.end();
        const running = await findRunning(folder);
        if (running) {
          await api.parts.waitFor([], await api.parts.store.head(), 30_000);
          warn(words[language].visible(running.address));
        }
        if (json) sayJson(report);
        else say(reportText(report, language));
        return 0;
      } finally {
        plan.shelf.close();
      }
    });
  } catch (error) {
    line.end();
    if (stop.signal.aborted) {
      warn(words[language].stopped);
      return 130;
    }
    if (!(error instanceof BundleRefused)) throw error;
    const finding = asked.refused?.(error.finding) ?? error.finding;
    warn(`${findingLine(finding, language)}\n${words[language].nothing}`);
    if (json) say(refusalJson(finding, language));
    return 1;
  }
}

const stamp = (now: Date) => now.toISOString().replaceAll(/[:.]/g, '-');
