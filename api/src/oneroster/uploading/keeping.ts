import type { Sql } from '@peremena/projections/queries';

/** A request for which a file is kept. */
export interface Keeping {
  readonly requestId: string;
  readonly uploadId: string;
  readonly schoolId: string;
  readonly askedAt: Date;
  /** The term of the request. */
  readonly until: Date;
}

/** Keeps a file as long as a request waits for it; false where it is gone. Asked again, it is the same request. */
export async function keepFor(
  sql: Sql,
  { requestId, uploadId, askedAt, until }: Omit<Keeping, 'schoolId'>,
): Promise<boolean> {
  const rows = await sql`
    insert into api.upload_requests (request_id, upload_id, asked_at, until)
    select ${requestId}, id, ${askedAt}, ${until} from api.uploads where id = ${uploadId} and removed_at is null
    on conflict (request_id) do update set until = excluded.until
    returning request_id`;
  return rows.length > 0;
}

/** Whether a file is kept for this request. */
export async function isKept(sql: Sql, requestId: string): Promise<boolean> {
  const rows = await sql`select from api.upload_requests where request_id = ${requestId} and over_at is null`;
  return rows.length > 0;
}

/** Requests for which files are kept now. */
export async function keepings(sql: Sql): Promise<readonly Keeping[]> {
  return sql<Keeping[]>`
    select r.request_id as "requestId", upload_id as "uploadId", u.school_id as "schoolId", asked_at as "askedAt", r.until
    from api.upload_requests r join api.uploads u on u.id = upload_id
    where over_at is null and removed_at is null`;
}

/** Notes that nobody waits for a request any more. `refused`: a second person said no, and the file goes at once. */
export async function endKeeping(
  sql: Sql,
  { requestId, uploadId }: Keeping,
  { at, refused }: { readonly at: Date; readonly refused: boolean },
): Promise<void> {
  await sql`
    with over as (update api.upload_requests set over_at = ${at} where request_id = ${requestId})
    update api.uploads set until = least(until, ${at}) where id = ${uploadId} and request_id is null and ${refused}`;
}

/** Notes of the files whose time is over that they are gone; gives their ids. */
export async function overdueUploads(sql: Sql, now: Date): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    update api.uploads set removed_at = ${now}
    where removed_at is null and until <= ${now} and (
      ended_at is not null or refusal is not null or (
        request_id is null and not exists (
          select from api.upload_requests r where r.upload_id = api.uploads.id and over_at is null)))
    returning id`;
  return rows.map(({ id }) => id);
}

/** Those of these files that are to be there. */
export async function kept(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }[]>`
    select id from api.uploads where id = any(${[...ids]}::uuid[]) and removed_at is null`;
  return new Set(rows.map(({ id }) => id));
}
