import { rename, rm } from 'node:fs/promises';
import { text } from '@peremena/events';
import { namesOf } from '@peremena/projections/queries';
import * as v from 'valibot';
import type { SchoolResource } from '../../access/resource.ts';
import { newId } from '../../core/carry-out.ts';
import type { Ctx } from '../../core/parts.ts';
import type { Language } from '../../core/problem-table.ts';
import { Problem } from '../../core/problem.ts';
import { bringsFile } from '../../core/read-body.ts';
import { allow } from '../../core/registry.ts';
import { schoolIn } from '../../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../../core/route.ts';
import { attachment } from '../../core/sheets/answer.ts';
import { sentence } from '../finding.ts';
import { statedEncodings } from '../reading/decode.ts';
import { columnOfLists } from '../lists/plan-lists.ts';
import { templateOf } from '../lists/template.ts';
import { hasCome } from '../taking-back/job.ts';
import { type Undone, undoneOf } from '../taking-back/store.ts';
import { rowKey, somebodyElse } from '../who/proposal.ts';
import { type Short, shorts, uploadIn, waitingOf } from './asking.ts';
import type { UploadJob } from './job.ts';
import type { Lines } from './lines.ts';
import { receive } from './receive.ts';
import { refusalOf } from './refused-at.ts';
import {
  decideAbout,
  filesAtOnce,
  filesOf,
  findUpload,
  noteUpload,
  releaseUpload,
  sealOf,
  type Upload,
  uploadsOf,
  withdrawUpload,
} from './store.ts';

const Decided = v.strictObject({
  file: text(100),
  line: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_048_576)),
  is: v.union([v.literal(somebodyElse), v.pipe(v.string(), v.uuid('id'))]),
});

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file that a school is brought in from: uploaded, looked through, and brought in by a request of two persons (`import_school`). */
export function uploadRoutes(job: Pick<UploadJob, 'kick' | 'folder' | 'pathOf'>) {
  return routes()
    .get(
      '/schools/:schoolId/uploads',
      about({
        summary:
          'Files that the school was or is to be brought in from, what became of each, and what waits for a second person.',
      }),
      query({}),
      reads('requests', 'people', 'access_facts'),
      allow('school.import', schoolIn),
      async (c) => c.json(shown(c, await listed(c))),
    )
    .post(
      '/schools/:schoolId/uploads',
      about({
        summary:
          'Upload a OneRoster bundle (zip) or a workbook of lists (xlsx), as it is. It is looked through; nothing is brought in before a request of two persons.',
        status: 201,
        takesFile: true,
        refusals: ['upload_too_large', 'upload_no_room', 'upload_media', 'uploads_many', 'command_reused'],
      }),
      allow('school.import', schoolIn),
      query({ name: text(200), encoding: v.optional(v.picklist(statedEncodings)) }),
      async (c) => {
        const { parts, actor, moment, resource } = c.var;
        const { name, encoding = null } = c.req.valid('query');
        if (!bringsFile(c)) throw new Problem('upload_media');
        const id = newId(c, 'upload');
        const before = await findUpload(parts.sql, id);
        if (!before && (await filesOf(parts.sql, resource.schoolId)) >= filesAtOnce) throw new Problem('uploads_many');
        const { path, ...file } = await receive(c.req.raw.body as AsyncIterable<Uint8Array> | null, job.folder);
        try {
          const { personId: uploadedBy } = actor;
          const { schoolId } = resource;
          const noted = await noteUpload(parts.sql, {
            id,
            schoolId,
            uploadedBy,
            name,
            encoding,
            ...file,
            at: moment.instant,
          });
          if (noted?.sha256 !== file.sha256 || noted.name !== name || noted.encoding !== encoding)
            throw new Problem('command_reused');
          if (!before) {
            await rename(path, job.pathOf(id));
            await releaseUpload(parts.sql, id);
          }
        } finally {
          await rm(path, { force: true });
        }
        job.kick();
        return c.json({ id }, 201);
      },
    )
    .get(
      '/schools/:schoolId/lists-template',
      about({ summary: 'The empty workbook of lists, to be filled in and uploaded.' }),
      query({}),
      allow('school.import', schoolIn),
      async (c) => {
        const bytes = await templateOf(c.var.language);
        return new Response(new Uint8Array(bytes), {
          headers: {
            'Content-Type': workbook,
            'Content-Length': String(bytes.length),
            'Content-Disposition': attachment(`${{ ru: 'Списки', en: 'Lists' }[c.var.language]}.xlsx`),
          },
        });
      },
    )
    .get(
      '/uploads/:uploadId',
      about({
        summary:
          'One of the files: what looking through it told, how far it is, and what bringing it in told. The head, who may confirm it, reads it too.',
      }),
      query({}),
      reads('requests', 'people', 'access_facts'),
      allow('import.read', uploadIn, {
        shows: { kind: 'import', of: ['proposals[].candidates[].person.id'] },
      }),
      async (c) => c.json(shown(c, await whole(c, c.var.resource.upload))),
    )
    .put(
      '/uploads/:uploadId/decisions',
      about({
        summary:
          'Say who people of a file are: one of those they may be, or `other`. The file is looked through anew; nothing is brought in.',
        refusals: ['upload_taken', 'upload_waits', 'decision_gone'],
      }),
      allow('school.import', uploadIn),
      body(v.strictObject({ decisions: v.pipe(v.array(Decided), v.minLength(1), v.maxLength(1_000)) })),
      async (c) => {
        const { parts, resource } = c.var;
        const { upload } = resource;
        const said = c.req.valid('json').decisions;
        const waits = await waitingOf(c, upload.schoolId, 'import_school');
        if (waits.some(({ act }) => act.uploadId === upload.id)) throw new Problem('upload_waits');
        const proposals = new Map(upload.proposals?.map((one) => [rowKey(one), one]));
        const fits = ({ is, ...row }: v.InferOutput<typeof Decided>) =>
          proposals.get(rowKey(row))?.candidates.some(({ personId }) => is === somebodyElse || is === personId);
        if (!said.every(fits)) throw new Problem('decision_gone');
        const decisions = Object.fromEntries(said.map(({ is, ...row }) => [rowKey(row), is]));
        if (!(await decideAbout(parts.sql, upload.id, decisions))) throw new Problem('upload_taken');
        job.kick();
        return c.json({});
      },
    )
    .delete(
      '/uploads/:uploadId',
      about({
        summary: 'Remove a file that one has uploaded, before it is brought in.',
        status: 204,
        refusals: ['upload_of_another', 'upload_taken'],
      }),
      allow('school.import', uploadIn),
      async (c) => {
        const { parts, actor, moment, resource } = c.var;
        const { id, uploadedBy } = resource.upload;
        if (uploadedBy !== actor.personId) throw new Problem('upload_of_another');
        if (!(await withdrawUpload(parts.sql, id, moment.instant))) throw new Problem('upload_taken');
        await rm(job.pathOf(id), { force: true });
        return c.body(null, 204);
      },
    );
}

async function listed(c: Ctx) {
  const { parts, moment, resource, actor, language } = c.var as typeof c.var & { resource: SchoolResource };
  const [found, asked] = await Promise.all([
    uploadsOf(parts.sql, resource.schoolId),
    waitingOf(c, resource.schoolId, 'import_school'),
  ]);
  const undone = await undoneOf(
    parts.sql,
    found.flatMap(({ importIds }) => importIds.at(-1) ?? []),
  );
  const short = await shorts(c, [
    ...found.map(({ uploadedBy }) => uploadedBy),
    ...[...undone.values()].flatMap(({ by }) => by ?? []),
    ...asked.flatMap(({ proposedBy }) => proposedBy ?? []),
  ]);
  const waits = new Map(asked.map(({ act, expiresAt }): [string, string] => [act.uploadId, expiresAt]));
  const telling = { short, waits, undone, now: moment.instant, me: actor.personId };
  return {
    waiting: asked.map(({ id, act, proposedBy, proposedAt }) => ({
      requestId: id,
      uploadId: act.uploadId,
      by: short(proposedBy),
      at: proposedAt,
    })),
    uploads: found.map((one) => ({ ...told(one, telling), refusal: refusalOf(one, language) })),
  };
}

async function whole(c: Ctx, upload: Upload) {
  const { parts, moment, actor, language } = c.var;
  const asked = await waitingOf(c, upload.schoolId, 'import_school');
  const own = asked.find(({ act }) => act.uploadId === upload.id);
  const undone = await undoneOf(parts.sql, upload.importIds.slice(-1));
  const short = await shorts(c, [upload.uploadedBy, ...[...undone.values()].flatMap(({ by }) => by ?? [])]);
  const waits = new Map(own ? [[upload.id, own.expiresAt] as const] : []);
  const { refusal, report, done, total, startedAt, endedAt, importIds, schoolId } = upload;
  const runs = startedAt !== null && endedAt === null && refusal === null;
  return {
    schoolId,
    upload: {
      ...told(upload, { short, waits, undone, now: moment.instant, me: actor.personId }),
      sha256: sealOf(upload),
    },
    /** The request that waits for a second person, or that was confirmed. */
    requestId: upload.requestId ?? own?.id ?? null,
    progress: runs && total !== null ? { done: done ?? 0, total, startedAt: startedAt.toISOString() } : null,
    refusal: refusalOf(upload, language),
    report: report && inWords(report, upload.kind, language),
    /** People of the file who may be here already, whom that could be, and what was decided. */
    proposals: await withNames(c, upload),
    dry: report?.dry ?? true,
    importId: importIds.at(-1) ?? null,
    /** Something of it came in, and can be undone as far as nothing stands on it. */
    come: hasCome(upload),
    /** Runs that were cut off before it; each is undone by itself. */
    earlierImportIds: importIds.slice(0, -1),
  };
}

async function withNames(c: Ctx, { proposals }: Upload) {
  if (proposals === null) return [];
  const { parts } = c.var;
  const names = await namesOf(parts.sql, [
    ...new Set(proposals.flatMap(({ candidates }) => candidates.map(({ personId }) => personId))),
  ]);
  return proposals.map(({ file, line, decided, twice = false, classes: told = [], pupil = null, candidates }) => ({
    ...{ file, line, decided, twice, classes: told, pupil },
    candidates: candidates.map(({ personId, row, classes, staff = false, here = true, sameBirth = null }) => {
      const known = row === null ? names.get(personId) : undefined;
      const person = known && { id: personId, short: known.short, classes, staff, here, sameBirth };
      return { is: personId, person: person ?? null, row };
    }),
  }));
}

function inWords({ dry: _, lines, ...counts }: Lines, kind: Upload['kind'], language: Language) {
  return {
    ...counts,
    lines: lines.map((line) => ({
      ...line,
      column: kind === 'lists' ? columnOfLists(line, language) : line.column,
      text: sentence(line.code, language),
    })),
  };
}

interface Telling {
  readonly short: Short;
  /** Uploads that wait for a second person, and until when. */
  readonly waits: ReadonlyMap<string, string>;
  readonly undone: ReadonlyMap<string, Undone>;
  readonly now: Date;
  readonly me: string;
}

function told(upload: Upload, { short, waits, undone, now, me }: Telling) {
  const { id, name, kind, bytes, uploadedBy, uploadedAt, until } = upload;
  const state = stateOf(upload, { waits: waits.has(id), now });
  const by = short(uploadedBy);
  const back = undone.get(upload.importIds.at(-1) ?? '');
  return {
    id,
    name,
    kind,
    bytes,
    by,
    at: uploadedAt.toISOString(),
    /** When the file goes; where a request waits for it, not before the term of that. */
    until: [until.toISOString(), waits.get(id) ?? ''].toSorted().at(-1)!,
    state,
    mine: uploadedBy === me,
    /** When what came in was taken back, by whom (null: at the console), and how much of it stays. */
    undone: back ? { at: back.at.toISOString(), by: short(back.by), stays: back.stays } : null,
  };
}

type State = 'reading' | 'read' | 'refused' | 'waiting' | 'running' | 'done' | 'gone';

function stateOf(upload: Upload, { waits, now }: { readonly waits: boolean; readonly now: Date }): State {
  if (upload.refusal !== null) return 'refused';
  if (upload.endedAt) return 'done';
  if (upload.requestId !== null) return 'running';
  if (upload.removedAt || (upload.until <= now && !waits)) return 'gone';
  if (!upload.report) return 'reading';
  return waits ? 'waiting' : 'read';
}
