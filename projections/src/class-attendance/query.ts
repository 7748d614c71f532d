import { listQuery } from '../access-facts/list-query.ts';
import { notWithheld, ofPupilsOrClasses } from '../access-facts/scope.ts';
import { byName, named, type Named, type NameRow } from '../people/name.ts';

/** A day of a pupil at school: lessons whose roll was taken, and those missed and come late to. */
export interface AttendanceDay {
  readonly date: string;
  readonly lessons: number;
  readonly absent: number;
  readonly ill: number;
  readonly late: number;
}

/** A pupil of a class, with the days on which lessons were held for them while they were in it. */
export interface PupilAttendance extends Named {
  readonly days: readonly AttendanceDay[];
}

interface Row extends NameRow {
  readonly pupil_id: string;
  readonly days: readonly AttendanceDay[] | null;
}

/** The attendance of pupils in scope while they were in a class, from one date to another; by name. Cancelled lessons do not count. */
export const classAttendance = listQuery(
  async (
    sql,
    scope,
    { classId, from, to }: { readonly classId: string; readonly from: string; readonly to: string },
  ): Promise<readonly PupilAttendance[]> => {
    const rows = await sql<Row[]>`
      with places as (
        select a.pupil_id, greatest(a.valid_from, ${from}::date) as first, least(a.valid_to, ${to}::date) as last from (
          select person_id as pupil_id, object_id as class_id, school_id, valid_from, valid_to from access_facts_v1
          where kind = 'enrolled' and object_id = ${classId} and valid_from <= ${to}::date and (valid_to is null or ${from}::date <= valid_to)
        ) as a where ${ofPupilsOrClasses(sql, scope, 'a')} and ${notWithheld(sql, scope, 'attendance', 'a.pupil_id')}
      ), held as (
        select distinct p.pupil_id, l.lesson_id, l.date, x.code
        from places p join group_members_v1 m on m.pupil_id = p.pupil_id
        join lessons_v2 l on l.group_id = m.group_id and l.date between p.first and p.last
          and l.date >= m.valid_from and (m.valid_to is null or l.date <= m.valid_to)
        left join attendance_v1 x on x.lesson_id = l.lesson_id and x.pupil_id = p.pupil_id
        where l.cancelled is null and (l.roll_taken or x.code is not null)
      ), days as (
        select pupil_id, date, count(*)::int as lessons, (count(*) filter (where code = 'absent'))::int as absent,
          (count(*) filter (where code = 'ill'))::int as ill, (count(*) filter (where code = 'late'))::int as late
        from held group by pupil_id, date
      )
      select p.pupil_id, n.family_name, n.given_name, n.middle_name, (
        select json_agg(json_build_object('date', d.date, 'lessons', d.lessons, 'absent', d.absent, 'ill', d.ill, 'late', d.late) order by d.date)
        from days d where d.pupil_id = p.pupil_id) as days
      from (select distinct pupil_id from places) p left join people_v1 n on n.person_id = p.pupil_id`;
    return rows.map((row) => ({ ...named(row.pupil_id, row), days: row.days ?? [] })).toSorted(byName);
  },
);
