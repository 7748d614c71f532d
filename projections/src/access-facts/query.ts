import type { Post } from '@peremena/events';
import type { Sql } from '../core/connection.ts';

/**
 * One dated fact about a person. `id` is the id of the event that stated it; `from` and `to` are inclusive dates in the school's time
 * zone, `to` null until further notice. `pupilId` is the ward of a guardian.
 */
export interface AccessFact {
  readonly id: string;
  readonly kind: 'guardian' | 'enrolled' | 'in_group' | 'teaches' | 'substitutes' | 'tutor' | 'post';
  readonly personId: string;
  readonly schoolId: string | null;
  readonly pupilId: string | null;
  readonly classId: string | null;
  readonly groupId: string | null;
  /** The lesson a substitute gives. */
  readonly lessonId: string | null;
  readonly subjectId: string | null;
  readonly post: Post | null;
  readonly from: string;
  readonly to: string | null;
}

interface Row {
  readonly kind: AccessFact['kind'];
  readonly person_id: string;
  readonly object_id: string;
  readonly detail: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly school_id: string | null;
  readonly fact_id: string;
}

function factOf({ kind, object_id: object, detail, ...row }: Row): AccessFact {
  return {
    id: row.fact_id,
    kind,
    personId: row.person_id,
    schoolId: row.school_id,
    pupilId: kind === 'guardian' ? object : null,
    classId: kind === 'enrolled' || kind === 'tutor' ? object : null,
    groupId: kind === 'in_group' || kind === 'teaches' ? object : null,
    lessonId: kind === 'substitutes' ? object : null,
    subjectId: kind === 'teaches' ? detail : null,
    post: kind === 'post' ? (detail as Post) : null,
    from: row.valid_from,
    to: row.valid_to,
  };
}

/** Every dated fact about a person, past and future ones too. */
export async function factsOf(sql: Sql, personId: string): Promise<readonly AccessFact[]> {
  const rows = await sql<
    Row[]
  >`select * from access_facts_v1 where person_id = ${personId} order by valid_from, fact_id`;
  return rows.map(factOf);
}

/** The dated facts of many people at once, by person. */
export async function factsOfMany(
  sql: Sql,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AccessFact[]>> {
  const rows = await sql<Row[]>`
    select * from access_facts_v1 where person_id = any(${[...personIds]}::uuid[]) order by valid_from, fact_id`;
  return Map.groupBy(rows.map(factOf), (fact) => fact.personId);
}
