import type { RequestEvent } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import type { Listed } from '../act.ts';

/** What an act about a file would do, in counts, and where all of it is to be read: who confirms it sees it first. */
export interface FileOfAct {
  readonly name: string;
  readonly href: string;
  readonly counts: Readonly<Record<'added' | 'changed' | 'refusedRows' | 'undone' | 'stays', number | null>>;
}

const none = { added: null, changed: null, refusedRows: null, undone: null, stays: null };

/** The file an act is about, null where it is about none, or the file may not be read. */
export async function fileOf(event: RequestEvent, act: Listed['act']): Promise<FileOfAct | null> {
  if (!('uploadId' in act)) return null;
  const { uploadId } = act;
  const href = `/more/import/${uploadId}`;
  const api = apiOf(event);
  if (act.kind === 'undo_import') {
    const found = await api.find(({ uploads }) => uploads[':uploadId'].undo.$get({ param: { uploadId }, query: {} }));
    if (!found) return null;
    const report = found.undo?.id === act.undoId ? found.undo.report : null;
    const counts = { ...none, undone: report?.undone ?? null, stays: report?.stays ?? null };
    return { name: found.upload.name, href: `${href}/undo`, counts };
  }
  const found = await api.find(({ uploads }) => uploads[':uploadId'].$get({ param: { uploadId }, query: {} }));
  if (!found) return null;
  const { report } = found;
  const counts = report ? { ...none, added: report.added, changed: report.changed, refusedRows: report.refused } : none;
  return { name: found.upload.name, href, counts };
}
