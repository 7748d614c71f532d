import type { NoticeKind } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import { notWithheld, type Scope } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import { collapsed, type NoticeLine, type NoticeRow } from './collapse.ts';
import { changesOfVersion, daysConcern, toldBefore } from './of-school.ts';
import { titleOn } from '../titles/on-date.ts';

export interface NoticesAsked {
  /** Who asks: only they themself may be meant. */
  readonly personId: string;
  /** Instant from which notices are looked for. */
  readonly since: string;
  /** Those not yet seen alone. */
  readonly unseen?: true;
}

/** Rows of one answer at most, so that nobody's list grows without bound. */
const most = 600;

/** SQL: whom the person is told about in this role, and the days on which a notice is theirs. */
const mine = (sql: Sql, scope: Scope, personId: string) => sql`
  select f.object_id as pupil_id, 'guardian' as why, f.valid_from, coalesce(f.valid_to, 'infinity'::date) as valid_to
  from access_facts_v1 f
  where f.person_id = ${personId} and f.kind = 'guardian' and f.object_id = any(${[...scope.pupils]}::uuid[])
  union all
  select ${personId}::uuid, 'pupil', '-infinity'::date, 'infinity'::date where ${personId}::uuid = any(${[...scope.pupils]}::uuid[])`;

/** SQL: notices of the pupils, of their groups' lessons on the days they were in the group, of their school, and of the own work and the school one works at. */
const met = (sql: Sql, scope: Scope, { personId, since }: NoticesAsked) => sql`
  select n.*, m.pupil_id, m.why, m.valid_from, m.valid_to
  from mine m join notices_v4 n on n.audience = 'pupil' and n.about_id = m.pupil_id and n.at >= ${since}
  union all
  select n.*, m.pupil_id, m.why, m.valid_from, m.valid_to
  from mine m join group_members_v1 gm on gm.pupil_id = m.pupil_id
  join notices_v4 n on n.audience = 'group' and n.about_id = gm.group_id and n.at >= ${since}
  join lessons_v2 d on d.lesson_id = n.lesson_id and gm.valid_from <= d.date and (gm.valid_to is null or d.date <= gm.valid_to)
  union all
  select n.*, m.pupil_id, m.why, m.valid_from, m.valid_to
  from mine m cross join lateral (
    -- asked for by school: to ask of every notice whether its school is one of these takes as long as there are notices
    select distinct e.school_id from access_facts_v1 e where e.person_id = m.pupil_id and e.kind in ('enrolled', 'in_group')) of
  join notices_v4 n on n.audience = 'school' and n.about_id = of.school_id and n.at >= ${since}
  union all
  select n.*, null, n.audience, '-infinity', 'infinity'
  from notices_v4 n
  where n.audience in ('teacher', 'substitute') and n.about_id = ${personId} and n.at >= ${since}
    and n.school_id = any(${[...scope.calendars]}::uuid[])
  union all
  select n.*, null, 'teacher', '-infinity', 'infinity'
  from notices_v4 n
  where n.audience = 'staff' and n.about_id = any(${[...scope.calendars]}::uuid[]) and n.at >= ${since}`;

/** SQL: whether a pupil was of the notice's school on the day of the notice. */
const ofSchool = (sql: Sql) => sql`exists (
  select from access_facts_v1 e
  where e.person_id = n.pupil_id and e.kind in ('enrolled', 'in_group') and e.school_id = n.school_id
    and e.valid_from <= t.told_on and (e.valid_to is null or t.told_on <= e.valid_to))`;

/** SQL: notices of parts that no order withholds. */
const ofKept = (sql: Sql, scope: Scope) => sql`
  (n.kind <> 'mark' or ${notWithheld(sql, scope, 'marks', 'n.pupil_id')})
  and (n.kind <> 'attendance' or ${notWithheld(sql, scope, 'attendance', 'n.pupil_id')})
  and (n.kind <> 'homework' or ${notWithheld(sql, scope, 'homework', 'n.pupil_id')})
  and (n.kind <> 'consent' or ${notWithheld(sql, scope, 'consent', 'n.pupil_id')})`;

/**
 * The notices of a person in one role, newest first, what happened to one thing on one day together. Facts count as they stood on the
 * day of the event (guardian then, of the school then, in the group on the lesson's day), and the scope as it is now.
 */
export const notices = listQuery(async (sql, scope, asked: NoticesAsked): Promise<readonly NoticeLine[]> => {
  const { personId } = asked;
  const rows = await sql<NoticeRow[]>`
    with mine as (${mine(sql, scope, personId)}),
    met as (${met(sql, scope, asked)}),
    seen as (
      select s.role, s.about_id, max(n.position) as position
      from notices_seen_v3 s join notices_v4 n on n.event_id = s.up_to where s.person_id = ${personId} group by s.role, s.about_id)
    select distinct n.position, n.event_id, n.at, n.kind, n.what, coalesce(n.before, before.after) as before, n.after, n.why, n.pupil_id,
      to_char(t.told_on, 'YYYY-MM-DD') as told_on, n.position > coalesce(seen.position, -1) as fresh,
      n.thing_id, to_char(coalesce(n.from_date, before.from_date), 'YYYY-MM-DD') as from_date,
      to_char(coalesce(n.to_date, before.to_date), 'YYYY-MM-DD') as to_date, sd.title as thing_title, version.changes,
      n.what = 'timetable_published' and n.replaces_id is null as first,
      l.lesson_id, l.date, l.slot, l.from_time, l.room, l.subject_id,
      case when ${notWithheld(sql, scope, 'homework', 'n.pupil_id')} then l.homework end as homework, s.title as subject_title,
      ${titleOn(sql, 'g', sql`l.date`)} as group_title, ${titleOn(sql, 'c', sql`l.date`)} as class_title, sc.school_id, sc.time_zone
    from met n
    join schools_v1 sc on sc.school_id = n.school_id
    cross join lateral (select (n.at at time zone sc.time_zone)::date as told_on) t
    cross join lateral (
      select max(seen.position) as position from seen
      where seen.role = case n.why when 'substitute' then 'teacher' else n.why end
        and (seen.about_id = ${personId} or seen.about_id = n.pupil_id)) seen
    left join lateral (${toldBefore(sql)}) before on true
    cross join lateral (${changesOfVersion(sql, personId)}) version
    left join special_days_v1 sd on sd.days_id = n.thing_id
    left join lessons_v2 l on l.lesson_id = n.lesson_id
    left join subjects_v1 s on s.subject_id = l.subject_id
    left join groups_v1 g on g.group_id = l.group_id
    left join classes_v1 c on c.class_id = g.class_id
    where (n.lesson_id is null or l.lesson_id is not null) and t.told_on between n.valid_from and n.valid_to
      and ${ofKept(sql, scope)}
      and n.by_id is distinct from ${personId}
      and (n.pupil_id is null or ${ofSchool(sql)})
      and (n.what <> 'timetable_published' or version.changes > 0)
      and (n.thing_id is null or n.what = 'timetable_published' or (${daysConcern(sql, personId)}))
      and not exists (
        select from notice_mutes_v1 q
        where q.person_id = ${personId} and q.about_id = coalesce(n.pupil_id, ${personId}) and q.kind = n.kind)
      ${asked.unseen ? sql`and n.position > coalesce(seen.position, -1)` : sql``}
    order by n.position desc, n.pupil_id
    limit ${most}`;
  return collapsed(rows);
});

/** What a person does not want to be told of: the pupil (or themself, for duties) and the kind. */
export async function noticeMutes(
  sql: Sql,
  personId: string,
): Promise<readonly { readonly aboutId: string; readonly kind: NoticeKind }[]> {
  return sql<{ aboutId: string; kind: NoticeKind }[]>`
    select about_id as "aboutId", kind from notice_mutes_v1 where person_id = ${personId} order by about_id, kind`;
}
