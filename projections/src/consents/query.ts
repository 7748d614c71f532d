import type { ConsentAnswer } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import { notWithheld, ofPupils } from '../access-facts/scope.ts';
import { byName, named, type Named, type NameRow } from '../people/name.ts';

/** One answer with the moment it was given. */
export interface DatedAnswer extends ConsentAnswer {
  readonly at: string;
  /** The event of the answer. */
  readonly event: string;
  /** Of a paper that the office noted: the day it was signed on, which is then `on`. */
  readonly signedOn: string | null;
}

/** A pupil, the guardians of a day whom no order limits, and everything that was answered for the pupil in the school. */
export interface PupilConsents extends Named {
  readonly classTitle: string | null;
  readonly guardians: readonly Named[];
  readonly answers: readonly DatedAnswer[];
}

export interface ConsentsAsked {
  readonly schoolId: string;
  readonly date: string;
  readonly classId?: string;
  readonly pupilId?: string;
}

interface PupilRow extends NameRow {
  readonly pupil_id: string;
  readonly class_title: string | null;
}
interface GuardianRow extends NameRow {
  readonly pupil_id: string;
  readonly person_id: string;
}
interface AnswerRow extends Omit<DatedAnswer, 'at'> {
  readonly pupil_id: string;
  readonly at: Date;
}

/** What was answered for the pupils of a school, of one class or for one of them, who are there on a date; by name. */
export const pupilConsents = listQuery(
  async (sql, scope, { schoolId, date, classId, pupilId }: ConsentsAsked): Promise<readonly PupilConsents[]> => {
    const pupils = sql`
      select a.pupil_id, max(a.class_id::text)::uuid as class_id from (
        select person_id as pupil_id, school_id, case kind when 'enrolled' then object_id end as class_id from access_facts_v1
        where kind in ('enrolled', 'in_group') and school_id = ${schoolId}
          and valid_from <= ${date}::date and (valid_to is null or ${date}::date <= valid_to)
      ) as a
      where ${ofPupils(sql, scope, 'a')} and ${notWithheld(sql, scope, 'consent', 'a.pupil_id')}
        ${pupilId === undefined ? sql`` : sql`and a.pupil_id = ${pupilId}`}
        ${classId === undefined ? sql`` : sql`and a.class_id = ${classId}`}
      group by a.pupil_id`;
    const [people, guardians, answers] = await Promise.all([
      sql<PupilRow[]>`
        select u.pupil_id, c.title as class_title, p.family_name, p.given_name, p.middle_name
        from (${pupils}) as u left join classes_v1 c on c.class_id = u.class_id left join people_v1 p on p.person_id = u.pupil_id`,
      sql<GuardianRow[]>`
        select u.pupil_id, g.person_id, p.family_name, p.given_name, p.middle_name
        from (${pupils}) as u join access_facts_v1 g on g.object_id = u.pupil_id and g.kind = 'guardian'
          and g.valid_from <= ${date}::date and (g.valid_to is null or ${date}::date <= g.valid_to)
          and not exists (
            select from guardian_orders_v1 o where o.guardian_id = g.person_id and o.pupil_id = g.object_id
              and o.valid_from <= ${date}::date and (o.valid_to is null or ${date}::date <= o.valid_to))
        left join people_v1 p on p.person_id = g.person_id`,
      sql<AnswerRow[]>`
        select u.pupil_id, a.kind, a.version, a.person_id as "personId", a.answer, a.at,
          a.event_id as event, a.signed_on as "signedOn",
          coalesce(to_char(a.signed_on, 'YYYY-MM-DD'), to_char(a.at at time zone coalesce(s.time_zone, 'UTC'), 'YYYY-MM-DD')) as "on"
        from (${pupils}) as u join consent_answers_v2 a on a.pupil_id = u.pupil_id and a.school_id = ${schoolId}
        left join schools_v1 s on s.school_id = a.school_id order by a.position`,
    ]);
    return people
      .map((row): PupilConsents => {
        const own = <T extends { readonly pupil_id: string }>(rows: readonly T[]) =>
          rows.filter((one) => one.pupil_id === row.pupil_id);
        return {
          ...named(row.pupil_id, row),
          classTitle: row.class_title,
          guardians: own(guardians)
            .map((one) => named(one.person_id, one))
            .toSorted(byName),
          answers: own(answers).map(({ pupil_id: _, at, ...answer }) => ({ ...answer, at: at.toISOString() })),
        };
      })
      .toSorted(byName);
  },
);
