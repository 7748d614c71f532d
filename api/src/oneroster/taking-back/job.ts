import type { PersonId } from '@peremena/events';
import { type AtWork, atWork, pacing } from '../../core/claimed-work.ts';
import type { Parts } from '../../core/parts.ts';
import { importRecord, type ImportRecord } from '../records.ts';
import { undoImport } from '../undo/undo.ts';
import { findUpload, type Upload } from '../uploading/store.ts';
import * as kept from './store.ts';

type JobParts = Pick<Parts, 'sql' | 'store' | 'sealing' | 'commands' | 'clock' | 'log'>;

/** Whether something of a file came in that is not being brought in any more: all of it, or what came before it was given up. */
export function hasCome({ importIds, endedAt, refusal }: Upload): boolean {
  return importIds.length > 0 && (endedAt !== null || refusal !== null);
}

/** Opens the job that looks what undoing an import would do, and undoes what was confirmed. `undo` does either. */
export function openUndoJob(parts: JobParts, undo: typeof undoImport = undoImport): AtWork {
  const { sql, clock, commands } = parts;

  async function workOn(one: kept.Undo, signal: AbortSignal): Promise<void> {
    const { id, uploadId, askedBy, requestId } = one;
    if (kept.isHopeless(one)) return kept.undoRefused(sql, id, 'undo_failed');
    const upload = await findUpload(sql, uploadId);
    const runs = (await Promise.all((upload?.importIds ?? []).map((run) => importRecord(sql, run)))).filter(
      (run): run is ImportRecord => run !== null,
    );
    if (!upload || !hasCome(upload) || runs.length === 0) return kept.undoRefused(sql, id, 'undo_unknown');
    const by = askedBy as PersonId;
    const options = { ...parts, by, signal };
    if (requestId === null) {
      const told = kept.toldOf(await undo(runs, { ...options, commands: null }));
      return kept.undoTold(sql, one, told, clock());
    }
    await kept.undoBegun(sql, id, clock());
    const { onProgress, told } = pacing((at) => kept.undoProgressed(sql, id, at));
    try {
      const report = await undo(runs, { ...options, commands, onProgress });
      await told();
      await kept.undoEnded(sql, id, kept.toldOf(report), clock());
    } finally {
      await told();
    }
  }

  return atWork(
    {
      claim: () => kept.claimUndo(sql, clock()),
      stillAt: (id) => kept.stillUndoing(sql, id, clock()),
      release: (id) => kept.releaseUndo(sql, id),
      workOn,
      fault: 'an import could not be undone yet',
    },
    parts,
  );
}
