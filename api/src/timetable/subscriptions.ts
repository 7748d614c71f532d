import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from '@peremena/projections/queries';

/** An address under which calendar programs are told a timetable. The address itself is shown once and not kept. */
export interface Subscription {
  readonly id: string;
  readonly schoolId: string;
  /** Whose week: a ward's, or the person's own (null). */
  readonly pupilId: string | null;
  readonly madeAt: string;
  /** When a program last asked; null: never yet. */
  readonly askedAt: string | null;
}

interface Row {
  readonly id: string;
  readonly school_id: string;
  readonly pupil_id: string | null;
  readonly made_at: Date;
  readonly asked_at: Date | null;
}

export type SubscriptionHash = (token: string) => Buffer;

/** How a token is kept: as SHA-256. It holds 256 bits of chance, so nothing slower is needed. */
export const hashOf: SubscriptionHash = (token) => createHash('sha256').update(token).digest();

/** Makes a subscription and gives the token of its address. */
export async function subscribe(
  sql: Sql,
  { personId, schoolId, pupilId }: { personId: string; schoolId: string; pupilId: string | null },
  hash: SubscriptionHash = hashOf,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await sql`
    insert into api.calendars (person_id, school_id, pupil_id, hash) values (${personId}, ${schoolId}, ${pupilId}, ${hash(token)})`;
  return token;
}

export async function subscriptionsOf(sql: Sql, personId: string): Promise<readonly Subscription[]> {
  const rows = await sql<Row[]>`
    select id, school_id, pupil_id, made_at, asked_at from api.calendars where person_id = ${personId} order by made_at, id`;
  return rows.map((row) => ({
    id: row.id,
    schoolId: row.school_id,
    pupilId: row.pupil_id,
    madeAt: row.made_at.toISOString(),
    askedAt: row.asked_at?.toISOString() ?? null,
  }));
}

/** Ends a subscription of the person; false where they have no such one. */
export async function unsubscribe(sql: Sql, personId: string, id: string): Promise<boolean> {
  const ended = await sql`delete from api.calendars where person_id = ${personId} and id = ${id} returning id`;
  return ended.length > 0;
}

/** Who a token speaks for, noting that it was asked; null for a token nobody has, or whose owner's sign-in is disabled. */
export async function subscriber(
  sql: Sql,
  token: string,
): Promise<{ readonly personId: string; readonly schoolId: string; readonly pupilId: string | null } | null> {
  const [row] = await sql<{ personId: string; schoolId: string; pupilId: string | null }[]>`
    update api.calendars set asked_at = now() where hash = ${hashOf(token)}
      and not exists (select 1 from api.credentials c where c.person_id = calendars.person_id and c.disabled)
    returning person_id as "personId", school_id as "schoolId", pupil_id as "pupilId"`;
  return row ?? null;
}
