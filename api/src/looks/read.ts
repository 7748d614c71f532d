import type { Role } from '@peremena/events';
import { namesOf, thingsNamed, type Sql } from '@peremena/projections/queries';
import type { LookKind } from '../core/look.ts';

/** Looks on one page. */
const pageSize = 50;
/** Of the people whose data was shown, so many are named; the others are counted. */
const namedAtMost = 3;

interface Asked {
  /** Whose data was shown. */
  readonly of?: string;
  /** Only looks by who acted in one of these schools; absent: all. */
  readonly schools?: readonly string[];
  /** Who looked. */
  readonly by?: string | undefined;
  /** Only looks before this one. */
  readonly before?: string | undefined;
}

interface Row {
  readonly id: bigint;
  readonly at: Date;
  readonly person_id: string;
  readonly role: Role;
  readonly kind: LookKind;
  readonly thing_id: string | null;
  readonly subjects: readonly string[];
}

interface Page {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** A page of the access journal, the latest first. The caller has checked that the asker may read it. */
export async function looksOf(sql: Sql, { of, schools, by, before }: Asked): Promise<Page> {
  const rows = await sql<Row[]>`
    select id, at, person_id, role, kind, thing_id, subjects from looks.looks
    where ${of === undefined ? sql`true` : sql`subjects @> array[${of}]::uuid[]`}
      and ${schools === undefined ? sql`true` : sql`school_id = any(${[...schools]}::uuid[])`}
      and ${by === undefined ? sql`true` : sql`person_id = ${by}::uuid`}
      and ${before === undefined ? sql`true` : sql`id < least(${before}::numeric, 9223372036854775807)::bigint`}
    order by id desc limit ${pageSize + 1}`;
  const page = rows.slice(0, pageSize);
  return { rows: page, next: rows.length > pageSize ? String(page.at(-1)?.id) : null };
}

/** The same in words: names as they are today, also of classes and groups. `of`: also whose data it was. */
export async function namedLooks(sql: Sql, { rows, next }: Page, { of }: { readonly of: boolean }) {
  const shownOf = (row: Row) => (of ? row.subjects.slice(0, namedAtMost) : []);
  const [names, things] = await Promise.all([
    namesOf(sql, [...new Set(rows.flatMap((row) => [row.person_id, ...shownOf(row)]))]),
    thingsNamed(sql, [...new Set(rows.flatMap(({ thing_id: id }) => id ?? []))]),
  ]);
  const person = (id: string) => ({ id, short: names.get(id)?.short ?? '' });
  return {
    looks: rows.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      by: person(row.person_id),
      role: row.role,
      kind: row.kind,
      thing: row.thing_id === null ? null : (things.get(row.thing_id) ?? null),
      of: shownOf(row).map(person),
      people: row.subjects.length,
    })),
    next,
  };
}
