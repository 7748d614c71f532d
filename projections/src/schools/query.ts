import type { Bell, ScaleName } from '@peremena/events';
import type { Sql } from '../core/connection.ts';

export interface School {
  readonly id: string;
  readonly title: string;
  readonly timeZone: string;
  readonly scale: ScaleName;
  readonly bells: readonly Bell[];
}

export interface SchoolRow {
  readonly school_id: string;
  readonly title: string;
  readonly time_zone: string;
  readonly scale: ScaleName;
  readonly bells: { readonly list: readonly Bell[] };
}

/** Schools by id, ordered by title. A school's name is no secret; ids that nobody has are absent. */
export async function schoolsByIds(sql: Sql, ids: readonly string[]): Promise<readonly School[]> {
  const rows = await sql<
    SchoolRow[]
  >`select * from schools_v1 where school_id = any(${[...ids]}::uuid[]) order by title, school_id`;
  return rows.map(schoolOf);
}

export function schoolOf(row: SchoolRow): School {
  return {
    id: row.school_id,
    title: row.title,
    timeZone: row.time_zone,
    scale: row.scale,
    bells: row.bells.list.toSorted((a, b) => a.slot - b.slot),
  };
}

/** A school by id, null where there is none. */
export async function findSchool(sql: Sql, id: string): Promise<School | null> {
  return (await schoolsByIds(sql, [id]))[0] ?? null;
}

/** A school's time zone, null where there is no such school. */
export async function zoneOf(sql: Sql, schoolId: string): Promise<string | null> {
  const [row] = await sql<{ time_zone: string }[]>`select time_zone from schools_v1 where school_id = ${schoolId}`;
  return row?.time_zone ?? null;
}

/** The ids of every school of the deployment: for what concerns all of them. */
export async function allSchoolIds(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ school_id: string }[]>`select school_id from schools_v1`;
  return rows.map((row) => row.school_id);
}
