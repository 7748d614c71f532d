import type { Sql } from '@peremena/projections/queries';

/** How long a file can be fetched. */
export const hoursKept = 24;
/** After so long without a sign of life a claim counts as left lying. */
const claimMinutes = 2;

/** A school taken out as a file, as it stands. */
export interface Export {
  /** That of the request it follows from. */
  readonly id: string;
  readonly schoolId: string;
  readonly askedBy: string;
  readonly queuedAt: Date;
  readonly madeAt: Date | null;
  readonly bytes: number | null;
  readonly people: readonly string[];
  readonly limited: number | null;
  readonly until: Date | null;
  readonly removedAt: Date | null;
  readonly fetchedAt: Date | null;
  readonly fetched: number;
}

const columns = (sql: Sql) => sql`
  id, school_id as "schoolId", asked_by as "askedBy", queued_at as "queuedAt", made_at as "madeAt", bytes::float8 as bytes,
  coalesce(people, '{}') as people, limited, until, removed_at as "removedAt", fetched_at as "fetchedAt", fetched`;

/** Asks for a file; asked again, it is the same one. */
export async function queueExport(
  sql: Sql,
  asked: { readonly id: string; readonly schoolId: string; readonly askedBy: string; readonly at: Date },
): Promise<void> {
  await sql`
    insert into api.exports (id, school_id, asked_by, queued_at)
    values (${asked.id}, ${asked.schoolId}, ${asked.askedBy}, ${asked.at}) on conflict (id) do nothing`;
}

/** Takes the next one that nobody is at, null where there is none. */
export async function claimExport(sql: Sql, now: Date): Promise<Export | null> {
  const [row] = await sql<Export[]>`
    update api.exports set claimed_at = ${now} where id = (
      select id from api.exports
      where made_at is null and removed_at is null and (claimed_at is null or claimed_at < ${now}::timestamptz - make_interval(mins => ${claimMinutes}))
      order by queued_at limit 1 for update skip locked)
    returning ${columns(sql)}`;
  return row ?? null;
}

/** Lets go of one that could not be made now. */
export async function releaseExport(sql: Sql, id: string): Promise<void> {
  await sql`update api.exports set claimed_at = null where id = ${id} and made_at is null`;
}

/** Says that a process is at it still. */
export async function stillMaking(sql: Sql, id: string, at: Date): Promise<void> {
  await sql`update api.exports set claimed_at = ${at} where id = ${id} and claimed_at is not null and made_at is null`;
}

/** Notes a file that is there. */
export async function exportMade(
  sql: Sql,
  id: string,
  made: {
    readonly at: Date;
    readonly bytes: number;
    readonly people: readonly string[];
    readonly classes: number;
    readonly groups: number;
    readonly limited: number;
  },
): Promise<void> {
  const until = new Date(made.at.getTime() + hoursKept * 3_600_000);
  await sql`
    update api.exports set made_at = ${made.at}, bytes = ${made.bytes}, people = ${[...made.people]}::uuid[], classes = ${made.classes},
      groups = ${made.groups}, limited = ${made.limited}, until = ${until} where id = ${id}`;
}

/** Notes that it could not be made at all: there is no such school any more. */
export async function exportFailed(sql: Sql, id: string, at: Date): Promise<void> {
  await sql`update api.exports set removed_at = ${at} where id = ${id}`;
}

/** Files whose time is over and that are there still. */
export async function overdueExports(sql: Sql, now: Date): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from api.exports where removed_at is null and until <= ${now}`;
  return rows.map(({ id }) => id);
}

/** Notes that a file is gone; whom it spoke of is forgotten with it. */
export async function exportRemoved(sql: Sql, id: string, at: Date): Promise<void> {
  await sql`update api.exports set removed_at = ${at}, people = null where id = ${id}`;
}

/** Notes that it was fetched. */
export async function exportFetched(sql: Sql, id: string, at: Date): Promise<void> {
  await sql`update api.exports set fetched = fetched + 1, fetched_at = ${at} where id = ${id}`;
}

export async function findExport(sql: Sql, id: string): Promise<Export | null> {
  const [row] = await sql<Export[]>`select ${columns(sql)} from api.exports where id = ${id}`;
  return row ?? null;
}

/** The last fifty of a school, the newest first. */
export async function exportsOf(sql: Sql, schoolId: string): Promise<readonly Export[]> {
  return sql<Export[]>`
    select ${columns(sql)} from api.exports where school_id = ${schoolId} order by queued_at desc, id limit 50`;
}
