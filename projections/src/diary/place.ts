import type { Scope } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import { placeOf, placesIn, type PlaceRow, type PupilPlace } from '../pupils/query.ts';
import { schoolOf, type School, type SchoolRow } from '../schools/query.ts';
import { termOf, type Term, type TermRow } from '../terms/query.ts';

interface Row extends PlaceRow {
  readonly school: SchoolRow | null;
  readonly terms: readonly TermRow[] | null;
}

/** Where a pupil in scope is on a date, with the school and its terms, at one asking. Null outside the scope and where there is no school. */
export async function placeInSchool(
  sql: Sql,
  scope: Scope,
  asked: { readonly date: string; readonly pupilId: string },
): Promise<{ readonly place: PupilPlace; readonly school: School; readonly terms: readonly Term[] } | null> {
  const [row] = await sql<Row[]>`
    select places.*, to_jsonb(s) as school,
      (select jsonb_agg(t order by t.from_date, t.to_date desc, t.term_id) from terms_v1 t where t.school_id = s.school_id) as terms
    from (${placesIn(sql, scope, asked)}) as places left join schools_v1 s on s.school_id = places.school_id`;
  if (!row?.school) return null;
  return { place: placeOf(row), school: schoolOf(row.school), terms: (row.terms ?? []).map(termOf) };
}
