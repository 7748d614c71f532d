import { listQuery } from '../access-facts/list-query.ts';
import { named, type Named, type NameRow } from '../people/name.ts';

/** A teacher's absence; both days inclusive. */
export interface Absence {
  readonly id: string;
  readonly schoolId: string;
  readonly teacher: Named;
  readonly from: string;
  readonly to: string;
}

interface Row extends NameRow {
  readonly absence_id: string;
  readonly school_id: string;
  readonly teacher_id: string;
  readonly from_date: string;
  readonly to_date: string;
}

/** Absences at a school that last on or after the date, the earliest first. For those whose scope is the school. */
export const absencesSince = listQuery(
  async (sql, scope, asked: { readonly schoolId: string; readonly date: string }): Promise<readonly Absence[]> => {
    const rows = await sql<Row[]>`
      select a.*, p.family_name, p.given_name, p.middle_name
      from absences_v1 a left join people_v1 p on p.person_id = a.teacher_id
      where a.school_id = ${asked.schoolId} and a.school_id = any(${[...scope.schools]}::uuid[]) and a.to_date >= ${asked.date}::date
      order by a.from_date, p.family_name, a.absence_id`;
    return rows.map((row) => ({
      id: row.absence_id,
      schoolId: row.school_id,
      teacher: named(row.teacher_id, row),
      from: row.from_date,
      to: row.to_date,
    }));
  },
);
