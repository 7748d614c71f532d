import type { Sql } from '../core/connection.ts';

/** SQL: what was told of the same days before notice `n`: a withdrawal names no dates, and a change only tells what became another. */
export const toldBefore = (sql: Sql) => sql`
  select p.after, p.from_date, p.to_date, p.schedules from notices_v4 p
  where n.kind in ('timetable', 'duty') and p.thing_id = n.thing_id and p.audience = n.audience and p.position < n.position
    and p.what <> 'timetable_published'
  order by p.position desc limit 1`;

/**
 * SQL: in how many lessons the published version of notice `n` is another for the pupil of the notice, or for the teacher who asks: pairs of
 * lessons that went and came in a group, as the page of the own changes counts them.
 */
export const changesOfVersion = (sql: Sql, personId: string) => sql`
  select coalesce(sum(greatest(gone, come)), 0)::int as changes from (
    select group_id, sum(greatest(before - after, 0)) as gone, sum(greatest(after - before, 0)) as come from (
      select l.group_id, count(*) filter (where l.version_id = n.replaces_id) as before,
        count(*) filter (where l.version_id = n.thing_id) as after
      from grid_lessons_v1 l
      where n.what = 'timetable_published' and l.version_id in (n.thing_id, n.replaces_id) and (
        (n.pupil_id is null and l.teacher_id = ${personId}) or
        l.group_id in (
          select m.group_id from group_members_v1 m
          where m.pupil_id = n.pupil_id and m.valid_from <= greatest(n.from_date, t.told_on)
            and (m.valid_to is null or greatest(n.from_date, t.told_on) <= m.valid_to)))
      group by l.group_id, l.weekday, l.slot, l.weeks, l.room, l.teacher_id) places
    group by group_id) groups`;

/** SQL: the bell schedule of what a fact `f` is about: a class, or a group, which follows its class. */
const schedule = (sql: Sql) => sql`coalesce(
  (select b.schedule_id from bells_chosen_v1 b where b.about_id = f.object_id),
  (select b.schedule_id from groups_v1 fg join bells_chosen_v1 b on b.about_id = fg.class_id where fg.group_id = f.object_id),
  n.school_id)`;

/**
 * SQL: whether special days concern who is told: one who learns or teaches at the school on a day of them, on a short day by a schedule that
 * is another then, and who leads it. Days that are over, and changes of a name alone, are told to nobody.
 */
export const daysConcern = (sql: Sql, personId: string) => sql`
  greatest(n.to_date, before.to_date) >= t.told_on
  and (n.what <> 'days_changed' or (n.after, n.schedules) is distinct from (before.after, before.schedules))
  and exists (
    select from access_facts_v1 f
    where f.person_id = coalesce(n.pupil_id, ${personId}) and f.school_id = n.school_id
      and f.kind = any(case when n.pupil_id is null then '{teaches,post}'::text[] else '{enrolled,in_group}'::text[] end)
      and f.valid_from <= greatest(n.to_date, before.to_date)
      and (f.valid_to is null or least(n.from_date, before.from_date) <= f.valid_to)
      and (
        (n.what <> 'days_withdrawn' and n.schedules is null)
        or (before.from_date is not null and before.schedules is null)
        or (f.kind = 'post' and f.detail <> 'teacher')
        or (f.kind <> 'post' and exists (
          select from unnest(n.schedules || before.schedules) one
          where split_part(one, ' ', 1) = ${schedule(sql)}::text))))`;
