import type { AnyEvent } from '@peremena/events';
import type { Sql } from '@peremena/projections/queries';
import type { ProblemCode } from '../../core/problem-table.ts';
import type { Kept } from '../undo/kept.ts';
import type { UndoReport } from '../undo/undo.ts';

/** After so long without a sign of life a claim counts as left lying. */
const claimMinutes = 2;
const triesAtMost = 5;
/** Things that stay and are kept one by one; counts are whole. */
const keptAtMost = 5_000;

type Counts = Readonly<Partial<Record<AnyEvent['type'], number>>>;

/** What undoing an import does or did, as it is kept: counts, ids and codes. */
export interface Told {
  readonly undone: number;
  readonly made: number;
  /** By the kind of event that is undone, and of those that stay. */
  readonly byDeed: Counts;
  readonly staysByDeed: Counts;
  readonly stays: number;
  readonly kept: readonly Kept[];
}

/** The undoing of an import that was asked for, as it stands. */
export interface Undo {
  readonly id: string;
  readonly uploadId: string;
  readonly schoolId: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly tries: number;
  /** Why it cannot be done, as a code; null where it can. */
  readonly refusal: string | null;
  readonly report: Told | null;
  readonly toldAt: Date | null;
  /** The confirmed request; null before. */
  readonly requestId: string | null;
  readonly startedAt: Date | null;
  readonly done: number | null;
  readonly total: number | null;
  readonly endedAt: Date | null;
}

const columns = (sql: Sql) => sql`
  id, upload_id as "uploadId", school_id as "schoolId", asked_by as "askedBy", asked_at as "askedAt", tries, refusal, report,
  told_at as "toldAt", request_id as "requestId", started_at as "startedAt", done, total, ended_at as "endedAt"`;

/** Makes a report fit to be kept. */
export function toldOf({ undone, made, byDeed, kept }: UndoReport): Told {
  const staysByDeed: Partial<Record<AnyEvent['type'], number>> = {};
  for (const { type } of kept) staysByDeed[type] = (staysByDeed[type] ?? 0) + 1;
  return { undone, made, byDeed, staysByDeed, stays: kept.length, kept: kept.slice(0, keptAtMost) };
}

/** Asks that it be looked what undoing a file would do; what was asked before and never confirmed is looked at anew. Gives its id. */
export async function askUndo(
  sql: Sql,
  {
    id,
    uploadId,
    schoolId,
    by,
    at,
  }: Pick<Undo, 'id' | 'uploadId' | 'schoolId'> & { readonly by: string; readonly at: Date },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into api.import_undos (id, upload_id, school_id, asked_by, asked_at)
    values (${id}, ${uploadId}, ${schoolId}, ${by}, ${at})
    on conflict (upload_id) where request_id is null do update
      set asked_by = ${by}, asked_at = ${at}, report = null, refusal = null, tries = 0, claimed_at = null
    returning id`;
  return row?.id ?? id;
}

/** Takes the next one that nobody is at, null where there is none. A school that is being brought in is not taken back meanwhile. */
export async function claimUndo(sql: Sql, now: Date): Promise<Undo | null> {
  const [row] = await sql<Undo[]>`
    update api.import_undos set claimed_at = ${now}, tries = tries + 1 where id = (
      select id from api.import_undos u
      where refusal is null and ended_at is null and (report is null or request_id is not null)
        and (claimed_at is null or claimed_at < ${now}::timestamptz - make_interval(mins => ${claimMinutes}))
        and (request_id is null or not exists (
          select from api.uploads o
          where o.school_id = u.school_id and o.request_id is not null and o.ended_at is null and o.refusal is null))
      order by coalesce(queued_at, asked_at) limit 1 for update skip locked)
    returning ${columns(sql)}`;
  return row ?? null;
}

/** Whether it was tried too often: one that ends a process each time must not do so for ever. */
export const isHopeless = ({ tries }: Undo): boolean => tries > triesAtMost;

/** Lets go of one that could not be worked on now. */
export async function releaseUndo(sql: Sql, id: string): Promise<void> {
  await sql`update api.import_undos set claimed_at = null where id = ${id}`;
}

/** Says that a process is at it still. */
export async function stillUndoing(sql: Sql, id: string, at: Date): Promise<void> {
  await sql`update api.import_undos set claimed_at = ${at} where id = ${id} and claimed_at is not null`;
}

/** Notes what the look ahead told. */
export async function undoTold(sql: Sql, { id, askedAt }: Undo, report: Told, at: Date): Promise<void> {
  await sql`
    update api.import_undos set report = ${sql.json(report as never)}, told_at = ${at}, claimed_at = null, tries = 0
    where id = ${id} and asked_at = ${askedAt} and request_id is null`;
}

/** Notes that a run of it begins. */
export async function undoBegun(sql: Sql, id: string, at: Date): Promise<void> {
  await sql`
    update api.import_undos set started_at = coalesce(started_at, ${at}), done = null, total = null where id = ${id}`;
}

/** Notes how far it is, in events. */
export async function undoProgressed(
  sql: Sql,
  id: string,
  { done, total }: { readonly done: number; readonly total: number },
): Promise<void> {
  await sql`update api.import_undos set done = ${done}, total = ${total} where id = ${id}`;
}

/** Notes that it was carried out. */
export async function undoEnded(sql: Sql, id: string, report: Told, at: Date): Promise<void> {
  await sql`
    update api.import_undos set ended_at = ${at}, told_at = ${at}, report = ${sql.json(report as never)}, claimed_at = null
    where id = ${id}`;
}

/** Notes that it cannot be done. */
export async function undoRefused(sql: Sql, id: string, code: string): Promise<void> {
  await sql`update api.import_undos set refusal = ${code}, claimed_at = null where id = ${id}`;
}

interface Asked {
  readonly undoId: string;
  readonly schoolId: string;
  readonly requestId: string;
}

/** Why an import cannot be undone now, by a request; null where it can. */
export async function standingOfUndo(sql: Sql, asked: Asked): Promise<ProblemCode | null> {
  const found = await findUndo(sql, asked.undoId);
  if (found?.schoolId !== asked.schoolId) return 'undo_gone';
  if (found.requestId === asked.requestId) return null;
  if (found.requestId !== null) return 'undo_taken';
  if (found.refusal !== null) return 'undo_refused';
  if (!found.report) return 'undo_unread';
  return found.report.made === 0 ? 'undo_nothing' : null;
}

/** Gives it to the job on behalf of a confirmed request, in the name of who made it; false where another request has it. Asked again, it is the same order. */
export async function queueUndo(
  sql: Sql,
  { undoId, schoolId, requestId, by, at }: Asked & { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const rows = await sql`
    update api.import_undos set request_id = ${requestId}, asked_by = ${by}, queued_at = coalesce(queued_at, ${at}), refusal = null,
      claimed_at = case when request_id is null then null else claimed_at end, tries = case when request_id is null then 0 else tries end
    where id = ${undoId} and school_id = ${schoolId} and (request_id is null or request_id = ${requestId})
    returning id`;
  return rows.length > 0;
}

export async function findUndo(sql: Sql, id: string): Promise<Undo | null> {
  const [row] = await sql<Undo[]>`select ${columns(sql)} from api.import_undos where id = ${id}`;
  return row ?? null;
}

/** The last one of a file, null where nobody asked. */
export async function lastUndoOf(sql: Sql, uploadId: string): Promise<Undo | null> {
  const [row] = await sql<Undo[]>`
    select ${columns(sql)} from api.import_undos where upload_id = ${uploadId} order by asked_at desc, id limit 1`;
  return row ?? null;
}

/** How an import was undone, in the browser or at the console (`by` is null then). */
export interface Undone {
  readonly at: Date;
  readonly by: string | null;
  /** How much of it stays. */
  readonly stays: number;
}

/** Which of these imports were undone, by id. */
export async function undoneOf(sql: Sql, importIds: readonly string[]): Promise<ReadonlyMap<string, Undone>> {
  const rows = await sql<(Undone & { readonly id: string })[]>`
    select id, undone_at as at, undone_by as by, jsonb_array_length(undo_kept) as stays from api.imports
    where id = any(${[...importIds]}::uuid[]) and undone_at is not null`;
  return new Map(rows.map(({ id, ...undone }) => [id, undone]));
}

/** Files of a school that came in after another one, of which something stands, the newest first. */
export async function newerOf(
  sql: Sql,
  { id, schoolId }: { readonly id: string; readonly schoolId: string },
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return sql<{ id: string; name: string }[]>`
    select o.id, o.name from api.uploads o join api.uploads own on own.id = ${id}
    where o.school_id = ${schoolId} and o.id <> own.id and o.started_at > own.started_at
      and exists (select from api.imports i where i.id = any(o.import_ids) and i.undone_at is null)
    order by o.started_at desc, o.id limit 20`;
}
