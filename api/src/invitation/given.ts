import type { DisownedFor } from '@peremena/events';
import type { Sql } from 'postgres';

type Database = Sql<{ bigint: bigint }>;

/** The newest invitation of a person in a class, as the page of the class shows it. */
export interface Given {
  readonly personId: string;
  readonly until: string;
  readonly expired: boolean;
  readonly disowned: { readonly why: DisownedFor; readonly at: string; readonly by: string | null } | null;
}

interface Row {
  readonly person_id: string;
  readonly expires_at: Date;
  readonly expired: boolean;
  readonly disowned: DisownedFor | null;
  readonly disowned_at: Date | null;
  readonly disowned_by: string | null;
}

/** The newest invitations of a class, by person. */
export async function givenIn(sql: Database, classId: string): Promise<ReadonlyMap<string, Given>> {
  const rows = await sql<Row[]>`
    select distinct on (person_id) person_id, expires_at, expires_at <= now() as expired, disowned, disowned_at, disowned_by
    from api.invitations where class_id = ${classId} order by person_id, number desc`;
  return new Map(
    rows.map(({ person_id, expires_at, expired, disowned, disowned_at, disowned_by }) => [
      person_id,
      {
        personId: person_id,
        until: expires_at.toISOString(),
        expired,
        disowned: disowned && disowned_at && { why: disowned, at: disowned_at.toISOString(), by: disowned_by },
      },
    ]),
  );
}

/** Which of these people have a sign-in. */
export async function withSignIn(sql: Database, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ person_id: string }[]>`
    select person_id from api.credentials where person_id = any(${[...personIds]}::uuid[])`;
  return new Set(rows.map((row) => row.person_id));
}

/** How many invitations of each class somebody said were not for them, and no newer one was given since. */
export async function disownedIn(sql: Database, classIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ class_id: string; count: number }[]>`
    select class_id, count(*)::int as count from api.invitations i
    where class_id = any(${[...classIds]}::uuid[]) and disowned is not null and not exists (
      select 1 from api.invitations n where n.class_id = i.class_id and n.person_id = i.person_id and n.number > i.number)
    group by class_id`;
  return new Map(rows.map((row) => [row.class_id, row.count]));
}
