import type { RequestedAct } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import type { Sql } from '../core/connection.ts';

/** `confirmed` is on its way to be carried out, `refused` could no longer be, `lapsed` waited too long. */
export type RequestStatus = 'waiting' | 'confirmed' | 'done' | 'refused' | 'declined' | 'withdrawn' | 'lapsed';

/** An act that takes a second person. Ids and codes; names are joined by who shows it. */
export interface Request {
  readonly id: string;
  readonly schoolId: string;
  readonly aboutId: string;
  readonly act: RequestedAct;
  readonly proposedBy: string | null;
  readonly proposedAt: string;
  readonly expiresAt: string;
  readonly status: RequestStatus;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  /** Nobody else held the right, so that it was carried out at once. */
  readonly alone: boolean;
  /** Why it could not be carried out any more. */
  readonly refusal: string | null;
}

interface Row {
  readonly request_id: string;
  readonly school_id: string;
  readonly about_id: string;
  readonly act: RequestedAct;
  readonly proposed_by: string | null;
  readonly proposed_at: Date;
  readonly expires_at: Date;
  readonly status: RequestStatus;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly alone: boolean;
  readonly refusal: string | null;
}

const requestOf = (row: Row): Request => ({
  id: row.request_id,
  schoolId: row.school_id,
  aboutId: row.about_id,
  act: row.act,
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  status: row.status,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
  alone: row.alone,
  refusal: row.refusal,
});

/** The status that holds at an instant: nothing tells a request that its time is over. */
const columns = (sql: Sql, now: string) => sql`
  request_id, school_id, about_id, act, proposed_by, proposed_at, expires_at, decided_by, decided_at, alone, refusal,
  case when status = 'waiting' and expires_at <= ${now}::timestamptz then 'lapsed' else status end as status`;

/** Requests of the schools in scope, the newest first: those that wait, or the last two hundred of all. */
export const requests = listQuery(
  async (
    sql,
    { schools },
    { now, waiting }: { readonly now: string; readonly waiting?: true },
  ): Promise<readonly Request[]> => {
    const rows = await sql<Row[]>`
      select ${columns(sql, now)} from requests_v1
      where school_id = any(${[...schools]}::uuid[])
        ${waiting ? sql`and status = 'waiting' and expires_at > ${now}::timestamptz` : sql``}
      order by proposed_at desc, request_id limit 200`;
    return rows.map(requestOf);
  },
);

/** A request by id, null where there is none. */
export async function findRequest(sql: Sql, id: string, now: string): Promise<Request | null> {
  const [row] = await sql<Row[]>`select ${columns(sql, now)} from requests_v1 where request_id = ${id}`;
  return row ? requestOf(row) : null;
}

/** Requests that were confirmed and are not known to be carried out: a process was killed between, or is at it. */
export async function unfinishedRequests(sql: Sql): Promise<readonly Pick<Request, 'id' | 'schoolId'>[]> {
  return sql<{ id: string; schoolId: string }[]>`
    select request_id as id, school_id as "schoolId" from requests_v1 where status = 'confirmed'`;
}

/** Who holds the post of head or admin at a school on a date. */
export async function leadersOf(
  sql: Sql,
  schoolId: string,
  date: string,
): Promise<readonly { readonly personId: string; readonly post: 'head' | 'admin' }[]> {
  return sql<{ personId: string; post: 'head' | 'admin' }[]>`
    select person_id as "personId", detail as post from access_facts_v1
    where kind = 'post' and object_id = ${schoolId} and detail in ('head', 'admin')
      and valid_from <= ${date}::date and (valid_to is null or ${date}::date <= valid_to)
    order by detail, person_id`;
}
