import type { KeptPart, Post } from '@peremena/events';
import type { Sql } from '../core/connection.ts';

/** An order that limits a guardian: on these dates nothing is shown of the pupil but what it keeps. */
export interface Order {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
  readonly keeps: readonly KeptPart[];
}

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
  /** Of a guardian: orders of any date, and the school whose days count, that of the ward. */
  readonly orders?: readonly Order[];
  readonly wardSchoolId?: string | null;
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
  readonly orders: readonly Order[] | null;
  readonly ward_school_id: string | null;
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
    ...(kind === 'guardian' ? { orders: row.orders ?? [], wardSchoolId: row.ward_school_id } : {}),
  };
}

// A guardian's fact ends the day before the ward is of age, unless the ward consented: a fact of its own. Orders limit the guardian of a child,
// not whom a person of age lets in.
const factsBy = (sql: Sql, personIds: readonly string[]) => sql<Row[]>`
  select f.kind, f.person_id, f.object_id, f.detail, f.valid_from, f.school_id, f.fact_id,
    case when f.kind = 'guardian' and f.detail = '' then least(f.valid_to, a.adult_on - 1) else f.valid_to end as valid_to,
    case when f.kind = 'guardian' and f.detail = '' then (
      select json_agg(json_build_object('id', o.order_id, 'from', o.valid_from, 'to', o.valid_to, 'keeps', o.keeps))
      from guardian_orders_v1 o where o.guardian_id = f.person_id and o.pupil_id = f.object_id) end as orders,
    case when f.kind = 'guardian' then (
      select e.school_id from access_facts_v1 e where e.person_id = f.object_id and e.kind in ('enrolled', 'in_group')
      order by e.valid_from desc limit 1) end as ward_school_id
  from access_facts_v1 f left join adulthood_v1 a on f.kind = 'guardian' and a.person_id = f.object_id
  where f.person_id = any(${[...personIds]}::uuid[]) order by f.valid_from, f.fact_id`;

/** Every dated fact about a person, past and future ones too. */
export async function factsOf(sql: Sql, personId: string): Promise<readonly AccessFact[]> {
  return (await factsBy(sql, [personId])).map(factOf);
}

/** The dated facts of many people at once, by person. */
export async function factsOfMany(
  sql: Sql,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AccessFact[]>> {
  return Map.groupBy((await factsBy(sql, personIds)).map(factOf), (fact) => fact.personId);
}
