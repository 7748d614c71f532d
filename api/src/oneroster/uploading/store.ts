import { createHash } from 'node:crypto';
import type { Sql } from '@peremena/projections/queries';
import { canonical } from '../../core/canonical.ts';
import type { ProblemCode } from '../../core/problem-table.ts';
import type { StatedEncoding } from '../reading/decode.ts';
import type { Decisions } from '../who/proposal.ts';
import { isKept } from './keeping.ts';
import type { Lines } from './lines.ts';

/** How long a file lies after it was uploaded where no request waits for it. */
const hoursKept = 24;
/** After so long without a sign of life a claim counts as left lying. */
const claimMinutes = 2;
const triesAtMost = 5;
/** Files of one school that may lie at once. */
export const filesAtOnce = 10;

/** Where the whole of a file was refused; a file of null is the upload itself. */
export interface RefusedAt {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: string | null;
  /** Counted from 0. */
  readonly byte: number | null;
}

/** A file that a school is to be brought in from, as it stands. */
export interface Upload {
  readonly id: string;
  readonly schoolId: string;
  readonly uploadedBy: string;
  readonly name: string;
  readonly kind: 'oneroster' | 'lists';
  readonly bytes: number;
  /** In hexadecimal, of what was uploaded. */
  readonly sha256: string;
  readonly uploadedAt: Date;
  /** The alphabet that was said; null where none was. */
  readonly encoding: StatedEncoding | null;
  readonly tries: number;
  /** Why the whole of it cannot be taken, as a code; null where it can. */
  readonly refusal: string | null;
  readonly refusedAt: RefusedAt;
  readonly report: Lines | null;
  /** Whom people of the file may be; null where nobody was looked for. */
  readonly proposals: readonly KeptProposal[] | null;
  readonly decisions: Decisions | null;
  /** The confirmed request; null before. */
  readonly requestId: string | null;
  readonly startedAt: Date | null;
  readonly done: number | null;
  readonly total: number | null;
  /** Of each run in order; all but the last were cut off. */
  readonly importIds: readonly string[];
  readonly endedAt: Date | null;
  readonly until: Date;
  readonly removedAt: Date | null;
}

/** Somebody of a file and whom that may be, without names and dates. What was kept by an earlier release tells less. */
export interface KeptProposal {
  readonly file: string;
  readonly line: number;
  readonly decided: string | null;
  /** The same person was decided for another row as well. */
  readonly twice?: boolean;
  /** Classes the file has the row's person in. */
  readonly classes?: readonly string[];
  /** Null where the file does not say. */
  readonly pupil?: boolean | null;
  readonly candidates: readonly {
    readonly personId: string;
    readonly classes: readonly string[];
    readonly staff?: boolean;
    readonly here?: boolean;
    /** Whether the dates of birth agree; null where one is not known. */
    readonly sameBirth?: boolean | null;
    readonly row: { readonly file: string; readonly line: number } | null;
  }[];
}

const columns = (sql: Sql) => sql`
  id, school_id as "schoolId", uploaded_by as "uploadedBy", name, kind, bytes::float8 as bytes, sha256, uploaded_at as "uploadedAt", encoding, tries,
  refusal, json_build_object('file', refusal_file, 'line', refusal_line, 'column', refusal_column, 'byte', refusal_byte) as "refusedAt",
  report, proposals, decisions, request_id as "requestId", started_at as "startedAt", done, total, import_ids as "importIds", ended_at as "endedAt", until,
  removed_at as "removedAt"`;

const later = (at: Date) => new Date(at.getTime() + hoursKept * 3_600_000);

/** Notes a file whose bytes are there; it is claimed until `releaseUpload`. Noted before, it stays as it is. */
export async function noteUpload(
  sql: Sql,
  file: Pick<Upload, 'id' | 'schoolId' | 'uploadedBy' | 'name' | 'kind' | 'bytes' | 'sha256' | 'encoding'> & {
    readonly at: Date;
  },
): Promise<Upload | null> {
  await sql`
    insert into api.uploads (id, school_id, uploaded_by, name, kind, bytes, sha256, encoding, uploaded_at, claimed_at, until)
    values (${file.id}, ${file.schoolId}, ${file.uploadedBy}, ${file.name}, ${file.kind}, ${file.bytes}, ${file.sha256}, ${file.encoding}, ${file.at}, ${file.at},
      ${later(file.at)}) on conflict (id) do nothing`;
  return findUpload(sql, file.id);
}

/** Takes the next one that nobody is at and that is to be looked through or carried out, null where there is none. */
export async function claimUpload(sql: Sql, now: Date): Promise<Upload | null> {
  const [row] = await sql<Upload[]>`
    update api.uploads set claimed_at = ${now}, tries = tries + 1 where id = (
      select id from api.uploads
      where refusal is null and removed_at is null and ended_at is null and (report is null or request_id is not null)
        and (request_id is not null or until > ${now})
        and (claimed_at is null or claimed_at < ${now}::timestamptz - make_interval(mins => ${claimMinutes}))
      order by coalesce(queued_at, uploaded_at) limit 1 for update skip locked)
    returning ${columns(sql)}`;
  return row ?? null;
}

/** Whether it was tried too often: a file that ends a process each time must not do so for ever. */
export const isHopeless = ({ tries }: Upload): boolean => tries > triesAtMost;

/** Lets go of one that could not be worked on now. */
export async function releaseUpload(sql: Sql, id: string): Promise<void> {
  await sql`update api.uploads set claimed_at = null where id = ${id}`;
}

/** Says that a process is at it still. */
export async function stillAt(sql: Sql, id: string, at: Date): Promise<void> {
  await sql`update api.uploads set claimed_at = ${at} where id = ${id} and claimed_at is not null`;
}

/** Notes what the dry run told. */
export async function uploadRead(
  sql: Sql,
  { id, decisions }: Pick<Upload, 'id' | 'decisions'>,
  report: Lines,
  proposals: readonly KeptProposal[],
): Promise<void> {
  // What was decided meanwhile is looked at by the next look.
  await sql`
    update api.uploads set claimed_at = null, tries = 0, proposals = ${sql.json(proposals as never)},
      report = case when decisions is not distinct from ${decisions && sql.json(decisions)}::jsonb then ${sql.json(report as never)} end
    where id = ${id} and request_id is null`;
}

/** Notes who people of the file are, beside what was decided before, and has the file looked through anew; false where it is being brought in, or was. */
export async function decideAbout(sql: Sql, id: string, decisions: Decisions): Promise<boolean> {
  const rows = await sql`
    update api.uploads set decisions = coalesce(decisions, '{}') || ${sql.json(decisions)}, report = null
    where id = ${id} and request_id is null and removed_at is null and refusal is null returning id`;
  return rows.length > 0;
}

/** What a second person confirms: the file, and what was decided about its people. In hexadecimal. */
export function sealOf({ sha256, decisions }: Pick<Upload, 'sha256' | 'decisions'>): string {
  if (decisions === null) return sha256;
  return createHash('sha256')
    .update(canonical([sha256, decisions]))
    .digest('hex');
}

/** Notes that a run of it begins. */
export async function importBegun(
  sql: Sql,
  id: string,
  { run, at }: { readonly run: string; readonly at: Date },
): Promise<void> {
  await sql`
    update api.uploads set started_at = ${at}, import_ids = array_append(import_ids, ${run}::uuid), done = 0, total = null
    where id = ${id}`;
}

/** Notes how far it is, in commands. */
export async function importProgressed(
  sql: Sql,
  id: string,
  { done, total }: { readonly done: number; readonly total: number },
): Promise<void> {
  await sql`update api.uploads set done = ${done}, total = ${total} where id = ${id}`;
}

/** Notes that it was carried out: nobody needs the file any more. */
export async function importEnded(
  sql: Sql,
  id: string,
  { at, report }: { readonly at: Date; readonly report: Lines },
): Promise<void> {
  await sql`
    update api.uploads set ended_at = ${at}, report = ${sql.json(report as never)}, until = ${at}, claimed_at = null
    where id = ${id}`;
}

/** Notes that the whole of it cannot be taken: nobody needs the file any more. */
export async function uploadRefused(
  sql: Sql,
  id: string,
  { code, place, at }: { readonly code: string; readonly place: RefusedAt; readonly at: Date },
): Promise<void> {
  const { file, line, column, byte } = place;
  await sql`
    update api.uploads set refusal = ${code}, refusal_file = ${file}, refusal_line = ${line}, refusal_column = ${column}, refusal_byte = ${byte},
      claimed_at = null, until = least(until, ${at})
    where id = ${id} and removed_at is null`;
}

interface Asked {
  readonly uploadId: string;
  readonly schoolId: string;
  readonly requestId: string;
  readonly sha256?: string | undefined;
}

/** Why a file cannot be brought in now, by a request; null where it can. */
export async function standingOf(sql: Sql, asked: Asked & { readonly now: Date }): Promise<ProblemCode | null> {
  const found = await findUpload(sql, asked.uploadId);
  if (found?.schoolId !== asked.schoolId) return 'upload_gone';
  if (found.requestId === asked.requestId) return null;
  if (found.requestId !== null) return 'upload_taken';
  if (found.refusal !== null) return 'upload_refused';
  if (found.removedAt || (found.until <= asked.now && !(await isKept(sql, asked.requestId)))) return 'upload_gone';
  if (!found.report) return 'upload_unread';
  return asked.sha256 !== undefined && asked.sha256 !== sealOf(found) ? 'upload_changed' : null;
}

/** Gives a file to the job on behalf of a confirmed request; false where another request has it. Asked again, it is the same order. */
export async function queueImport(
  sql: Sql,
  { uploadId, schoolId, requestId, at }: Asked & { readonly at: Date },
): Promise<boolean> {
  const rows = await sql`
    update api.uploads set request_id = ${requestId}, queued_at = coalesce(queued_at, ${at}), claimed_at = case when request_id is null then null else claimed_at end
    where id = ${uploadId} and school_id = ${schoolId} and removed_at is null and (request_id is null or request_id = ${requestId})
    returning id`;
  return rows.length > 0;
}

/** Withdraws a file that nobody has confirmed; false where it is being brought in, or was. */
export async function withdrawUpload(sql: Sql, id: string, at: Date): Promise<boolean> {
  const rows = await sql`
    update api.uploads set removed_at = coalesce(removed_at, ${at}) where id = ${id} and request_id is null returning id`;
  return rows.length > 0;
}

export async function findUpload(sql: Sql, id: string): Promise<Upload | null> {
  const [row] = await sql<Upload[]>`select ${columns(sql)} from api.uploads where id = ${id}`;
  return row ?? null;
}

/** How many files of a school lie there. */
export async function filesOf(sql: Sql, schoolId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from api.uploads where school_id = ${schoolId} and removed_at is null`;
  return row?.count ?? 0;
}

/** The last fifty of a school, the newest first. */
export async function uploadsOf(sql: Sql, schoolId: string): Promise<readonly Upload[]> {
  return sql<Upload[]>`
    select ${columns(sql)} from api.uploads where school_id = ${schoolId} order by uploaded_at desc, id limit 50`;
}
