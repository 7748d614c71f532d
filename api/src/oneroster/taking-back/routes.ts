import * as v from 'valibot';
import type { AtWork } from '../../core/claimed-work.ts';
import { newId } from '../../core/carry-out.ts';
import type { Ctx } from '../../core/parts.ts';
import { Problem } from '../../core/problem.ts';
import { allow } from '../../core/registry.ts';
import { about, body, query, reads, routes, shown } from '../../core/route.ts';
import { sentence } from '../finding.ts';
import type { Kept } from '../undo/kept.ts';
import { namedKept } from '../undo/named.ts';
import { shorts, uploadIn, waitingOf } from '../uploading/asking.ts';
import type { Upload } from '../uploading/store.ts';
import { hasCome } from './job.ts';
import { askUndo, lastUndoOf, newerOf, type Told, type Undo } from './store.ts';

/** Things that stay, on one page. */
const onePage = 100;

/** What came in with a file is taken back: looked at first, then by a request of two persons (`undo_import`). */
export function undoRoutes(job: Pick<AtWork, 'kick'>) {
  return routes()
    .get(
      '/uploads/:uploadId/undo',
      about({
        summary:
          'What undoing the import of a file would do or did: counts, how far it is, and row by row what stays, with what stands on it.',
      }),
      query({ page: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'page'))) }),
      reads('requests', 'people', 'access_facts'),
      allow('import.read', uploadIn, { shows: { kind: 'import', of: ['undo.report.kept[].people[]'] } }),
      async (c) => c.json(shown(c, await whole(c, c.var.resource.upload, Number(c.req.valid('query').page ?? 1)))),
    )
    .post(
      '/uploads/:uploadId/undo',
      about({
        summary: 'Look what undoing the import of a file would do. Changes nothing in the school.',
        refusals: ['undo_not_come', 'undo_taken'],
      }),
      allow('school.import', uploadIn),
      body(v.strictObject({})),
      async (c) => {
        const { parts, actor, moment, resource } = c.var;
        const { upload, schoolId } = resource;
        if (!hasCome(upload)) throw new Problem('undo_not_come');
        const last = await lastUndoOf(parts.sql, upload.id);
        if (last && isUnderWay(last)) throw new Problem('undo_taken');
        const wanted = { id: newId(c, 'undo'), uploadId: upload.id, schoolId };
        const id = await askUndo(parts.sql, { ...wanted, by: actor.personId, at: moment.instant });
        job.kick();
        return c.json({ id });
      },
    );
}

const isUnderWay = ({ requestId, endedAt, refusal }: Undo): boolean =>
  requestId !== null && endedAt === null && refusal === null;

async function whole(c: Ctx, upload: Upload, page: number) {
  const { parts } = c.var;
  const [last, newer, asked] = await Promise.all([
    lastUndoOf(parts.sql, upload.id),
    newerOf(parts.sql, upload),
    waitingOf(c, upload.schoolId, 'undo_import'),
  ]);
  const own = asked.find(({ act }) => act.undoId === last?.id);
  return {
    schoolId: upload.schoolId,
    upload: { id: upload.id, name: upload.name, come: hasCome(upload) },
    /** Files that came in later and of which something stands: what stands on them stays, so they are undone first. */
    newer,
    undo:
      last && (await told(c, last, { requestId: last.requestId ?? own?.id ?? null, waits: own !== undefined, page })),
  };
}

interface Standing {
  readonly requestId: string | null;
  readonly waits: boolean;
  readonly page: number;
}

async function told(c: Ctx, undo: Undo, { requestId, waits, page }: Standing) {
  const { id, askedBy, askedAt, toldAt, refusal, report, startedAt, endedAt, done, total } = undo;
  const short = await shorts(c, [askedBy]);
  const runs = isUnderWay(undo) && startedAt !== null && total !== null;
  return {
    id,
    state: stateOf(undo, waits),
    by: short(askedBy),
    at: askedAt.toISOString(),
    toldAt: toldAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    requestId,
    progress: runs ? { done: done ?? 0, total, startedAt: startedAt.toISOString() } : null,
    refusal: refusal === null ? null : { code: refusal, text: sentence(refusal, c.var.language) },
    report: report && (await inWords(c, report, page)),
  };
}

type State = 'reading' | 'read' | 'refused' | 'waiting' | 'running' | 'done';

function stateOf(undo: Undo, waits: boolean): State {
  if (undo.refusal !== null) return 'refused';
  if (undo.endedAt) return 'done';
  if (undo.requestId !== null) return 'running';
  if (waits) return 'waiting';
  return undo.report ? 'read' : 'reading';
}

async function inWords(c: Ctx, { byDeed, staysByDeed, kept, ...counts }: Told, asked: number) {
  const { parts, language } = c.var;
  const pages = Math.max(1, Math.ceil(kept.length / onePage));
  const page = Math.min(pages, Math.max(1, asked));
  const rows = kept.slice((page - 1) * onePage, page * onePage);
  const names = await namedKept(parts, rows);
  const [undone, stays] = [byDeed, staysByDeed] as readonly Readonly<Partial<Record<string, number>>>[];
  const types = [...new Set([byDeed, staysByDeed].flatMap(Object.keys))];
  return {
    ...counts,
    deeds: types.toSorted().map((type) => ({
      type,
      text: sentence(type, language),
      undone: undone?.[type] ?? 0,
      stays: stays?.[type] ?? 0,
    })),
    kept: rows.map((row, at) => ({
      name: names[at] ?? '',
      people: peopleOf(row),
      deed: sentence(row.type, language),
      reason: sentence(row.code, language),
      code: row.code,
    })),
    page,
    pages,
    /** Things that stay and are not listed. */
    more: counts.stays - kept.length,
  };
}

const ofPeople: ReadonlySet<string> = new Set(['person', 'staff', 'guardianship']);

/** Whom a row speaks of. */
function peopleOf({ stream, personId }: Kept): readonly string[] {
  const [category = ''] = stream.split('-', 1);
  const own = ofPeople.has(category)
    ? [
        stream
          .slice(category.length + 1)
          .split('.')
          .at(-1) ?? '',
      ]
    : [];
  return [...own, ...(personId === null ? [] : [personId])];
}
