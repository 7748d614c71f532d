import { parseArgs } from 'node:util';
import { onStop } from '../ending.ts';
import { sentence } from '../oneroster/finding.ts';
import { importRecord } from '../oneroster/records.ts';
import { namedKept } from '../oneroster/undo/named.ts';
import { mayUndo, undoImport } from '../oneroster/undo/undo.ts';
import { findRunning } from '../running.ts';
import type { Command } from './command.ts';
import { withInstance } from './instance.ts';
import { progressLine } from './progress-line.ts';
import { words } from './words.ts';

const shownAtMost = 200;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `import undo ID`: 0 when it was undone (rows may stay), 1 where there is none or it runs still, 130 when it was stopped. */
export const importUndoCommand: Command = async (args, { say, warn, language, stderr }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, 'dry-run': { type: 'boolean', default: false } },
  });
  const [id, ...more] = positionals;
  if (id === undefined || !uuid.test(id) || more.length > 0) throw new TypeError(words[language].usage);
  const line = progressLine(stderr, words[language].undoing, words[language].left);
  const stop = new AbortController();
  onStop(() => stop.abort());
  try {
    return await withInstance(async ({ api, folder }) => {
      const { sql, store, sealing } = api.parts;
      const record = await importRecord(sql, id);
      const refusal = mayUndo(record, new Date());
      if (!record || refusal !== null) {
        warn(`${sentence(refusal ?? 'undo_unknown', language)} (${refusal ?? 'undo_unknown'})`);
        return 1;
      }
      const report = await undoImport([record], {
        ...{ store, sealing, sql, by: null, signal: stop.signal },
        clock: () => new Date(),
        commands: values['dry-run'] ? null : api.commands,
        onProgress: (done, total) => line.show(done, total),
      });
      line.end();
      if (!values['dry-run'] && (await findRunning(folder)))
        await api.parts.waitFor([], await api.parts.store.head(), 30_000);
      const shown = report.kept.slice(0, values.json ? undefined : shownAtMost);
      const names = await namedKept({ store, sealing }, shown);
      const told = shown.map((kept, index) => ({
        ...kept,
        name: names[index] ?? '',
        deed: sentence(kept.type, language),
        reason: sentence(kept.code, language),
      }));
      if (values.json) {
        say(JSON.stringify({ ...report, kept: told }));
        return 0;
      }
      if (record.undo?.endedAt && record.undo.undone === report.undone) say(words[language].undoneBefore);
      else if (values['dry-run']) say(words[language].foretold);
      for (const [type, count] of Object.entries(report.byDeed)) say(`  ${sentence(type, language)} ×${count}`);
      if (told.length > 0) say(words[language].stays);
      for (const { name, deed, reason, code } of told) say(`  ${name}  ${deed} ${reason} (${code})`);
      if (report.kept.length > told.length) say(words[language].more(report.kept.length - told.length));
      say(`${report.undone} undone, ${report.kept.length} kept`);
      return 0;
    });
  } catch (error) {
    line.end();
    if (!stop.signal.aborted) throw error;
    warn(words[language].undoStopped);
    return 130;
  }
};
