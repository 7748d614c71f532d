import {
  schoolDay,
  type Bell,
  type RoomsTake,
  type SchoolDays,
  type SpecialDayKind,
  type SpecialDays,
} from '@peremena/events';
import type { Sql } from '../core/connection.ts';

/** A named bell schedule; the usual one has the school's own id and no name. */
export interface BellSchedule {
  readonly id: string;
  readonly title: string | null;
  readonly bells: readonly Bell[];
}

/** The calendar of a school: bells, who follows which, days that run otherwise, rooms. Open to everybody of the school. */
export interface CalendarOfSchool extends SchoolDays {
  readonly named: readonly BellSchedule[];
  readonly rooms: readonly { readonly room: string; readonly holds: number }[];
}

/** How many lessons the rooms of a school take at once. */
export const roomsTake = ({ rooms }: Pick<CalendarOfSchool, 'rooms'>): RoomsTake =>
  new Map(rooms.map(({ room, holds }) => [room, holds]));

interface SpecialRow {
  readonly days_id: string;
  readonly kind: SpecialDayKind;
  readonly title: string;
  readonly from_date: string;
  readonly to_date: string;
  readonly bells: { readonly list: SpecialDays['bells'] };
  readonly runs_as: number | null;
}
interface Row {
  readonly usual: { readonly list: readonly Bell[] };
  readonly schedules: readonly { id: string; title: string; bells: { list: readonly Bell[] } }[] | null;
  readonly chosen: readonly { about: string; schedule: string }[] | null;
  readonly special: readonly SpecialRow[] | null;
  readonly rooms: readonly { room: string; holds: number }[] | null;
}

const ordered = (bells: readonly Bell[]) => bells.toSorted((a, b) => a.slot - b.slot);

/** Days, bells and rooms of a school; null where there is no such school. */
export async function schoolDaysOf(sql: Sql, schoolId: string): Promise<CalendarOfSchool | null> {
  const [row] = await sql<Row[]>`
    select s.bells as usual,
      (select jsonb_agg(jsonb_build_object('id', b.schedule_id, 'title', b.title, 'bells', b.bells) order by b.title, b.schedule_id)
        from bell_schedules_v1 b where b.school_id = s.school_id and b.schedule_id <> s.school_id) as schedules,
      (select jsonb_agg(jsonb_build_object('about', c.about_id, 'schedule', c.schedule_id))
        from bells_chosen_v1 c where c.school_id = s.school_id and c.schedule_id is not null) as chosen,
      (select jsonb_agg(d order by d.from_date, d.days_id) from special_days_v1 d where d.school_id = s.school_id) as special,
      (select jsonb_agg(jsonb_build_object('room', r.room, 'holds', r.holds)) from rooms_v1 r where r.school_id = s.school_id) as rooms
    from schools_v1 s where s.school_id = ${schoolId}`;
  if (!row) return null;
  const named: BellSchedule[] = [
    { id: schoolId, title: null, bells: ordered(row.usual.list) },
    ...(row.schedules ?? []).map(({ id, title, bells }) => ({ id, title, bells: ordered(bells.list) })),
  ];
  return {
    usual: schoolId,
    schedules: new Map(named.map(({ id, bells }) => [id, bells])),
    chosen: new Map((row.chosen ?? []).map(({ about, schedule }) => [about, schedule])),
    special: (row.special ?? []).map(specialOf),
    named,
    rooms: (row.rooms ?? []).toSorted((a, b) => a.room.localeCompare(b.room, 'ru', { numeric: true })),
  };
}

function specialOf(row: SpecialRow): SpecialDays {
  return {
    daysId: row.days_id,
    kind: row.kind,
    title: row.title,
    from: row.from_date,
    to: row.to_date,
    bells: row.bells.list,
    runsAs: row.runs_as,
  } as SpecialDays;
}

/** What a page says of a special day. */
export interface DayTold {
  readonly kind: SpecialDayKind;
  readonly title: string;
}

/** What is special about a date, in the words of the school; null for a day like any other. */
export function dayTold(days: Pick<SchoolDays, 'special'>, date: string): DayTold | null {
  const { special } = schoolDay(days, date);
  return special && { kind: special.kind, title: special.title };
}
