import type { Sql } from '../core/connection.ts';

/** A term of a school; both dates inclusive. */
export interface Term {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

export interface TermRow {
  readonly term_id: string;
  readonly title: string;
  readonly from_date: string;
  readonly to_date: string;
}

/** The terms of a school (school calendars are open to everybody of the school), earliest first, of the same start the longest first. */
export async function termsOf(sql: Sql, schoolId: string): Promise<readonly Term[]> {
  const rows = await sql<TermRow[]>`
    select term_id, title, from_date, to_date from terms_v1 where school_id = ${schoolId} order by from_date, to_date desc, term_id`;
  return rows.map(termOf);
}

export function termOf(row: TermRow): Term {
  return { id: row.term_id, title: row.title, from: row.from_date, to: row.to_date };
}

const days = ({ from, to }: Term): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The shortest term that holds the date: the one marks of that day are gathered in. Null between terms. */
export function termOn(terms: readonly Term[], date: string): Term | null {
  const holding = terms.filter(({ from, to }) => from <= date && date <= to);
  return holding.toSorted((a, b) => days(a) - days(b) || (a.id < b.id ? -1 : 1))[0] ?? null;
}

/** The term that holds the date, else the last one before it, else the first to come; null where a school has none. */
export function termNear(terms: readonly Term[], date: string): Term | null {
  const before = terms.filter(({ to }) => to < date).toSorted((a, b) => (a.to < b.to ? 1 : -1));
  return termOn(terms, date) ?? before[0] ?? terms[0] ?? null;
}

/** How many lessons a term has, and how many of them lie outside the days asked about; those taken away do not count. For deciders. */
export async function lessonsOfTerm(
  sql: Sql,
  asked: { readonly termId: string; readonly from: string; readonly to: string },
): Promise<{ readonly all: number; readonly outside: number }> {
  const [row] = await sql<{ all: number; outside: number }[]>`
    select count(*)::int as all, (count(*) filter (where date not between ${asked.from}::date and ${asked.to}::date))::int as outside
    from lessons_v2
    where term_id = ${asked.termId} and (cancelled is null or cancelled not in ('timetable', 'day_off'))`;
  return row ?? { all: 0, outside: 0 };
}
