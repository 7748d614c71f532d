import type { GridAsked, GridGroup, GridLesson, PublishedGrid, StandingLesson } from '@peremena/events';
import type { Sql } from '../core/connection.ts';
import { schoolDaysOf } from '../school-days/query.ts';
import { termsOf } from '../terms/query.ts';

interface Row {
  readonly id: string;
  readonly group_id: string;
  readonly term_id: string;
  readonly teacher_id: string;
  readonly date: string;
  readonly slot: number;
  readonly from_time: string;
  readonly to_time: string;
  readonly room: string | null;
  readonly cancelled: string | null;
  readonly moved: boolean;
  readonly plan_date: string;
  readonly plan_slot: number;
  readonly roll_taken: boolean;
  readonly marks: boolean;
  readonly work: boolean;
}

/** What lessons are to be compared with the grids: for the process that carries a timetable out, and for its preview. */
export interface CarryingOut {
  readonly asked: GridAsked;
  readonly standing: readonly StandingLesson[];
  /** Lessons with homework, by id: what is said of them when they disappear. */
  readonly homework: ReadonlySet<string>;
}

/** Everything a plan of lessons is made of; `draft` is looked at as if it were published from its day. Null where there is no school. */
export async function carryingOut(
  sql: Sql,
  asked: { readonly schoolId: string; readonly from: string; readonly draft?: PublishedGrid },
): Promise<CarryingOut | null> {
  const { schoolId, from, draft } = asked;
  const [days, terms, rows, grids, groups, teaches] = await Promise.all([
    schoolDaysOf(sql, schoolId),
    termsOf(sql, schoolId),
    sql<(Row & { homework: boolean })[]>`
      select l.lesson_id as id, l.group_id, l.term_id, l.teacher_id, l.date, l.slot, l.from_time, l.to_time, l.room, l.cancelled,
        l.moved_from_date is not null as moved, p.date as plan_date, p.slot as plan_slot, l.roll_taken,
        l.homework is not null as homework,
        exists (select from marks_v1 m where m.lesson_id = l.lesson_id) as marks,
        exists (select from lesson_work_v1 w where w.lesson_id = l.lesson_id) as work
      from lesson_plans_v1 p join lessons_v2 l on l.lesson_id = p.lesson_id
      where p.school_id = ${schoolId} and p.date >= ${from}::date`,
    publishedGrids(sql, schoolId),
    sql<{ id: string; class_id: string | null; subject_id: string }[]>`
      select group_id as id, class_id, subject_id from groups_v1 where school_id = ${schoolId}`,
    sql<{ group: string; teacher: string; from: string; to: string | null }[]>`
      select object_id as group, person_id as teacher, to_char(valid_from, 'YYYY-MM-DD') as from, to_char(valid_to, 'YYYY-MM-DD') as to
      from access_facts_v1 where kind = 'teaches' and school_id = ${schoolId}`,
  ]);
  if (!days) return null;
  return {
    asked: {
      days,
      terms,
      grids: draft ? [...grids.filter(({ versionId }) => versionId !== draft.versionId), draft] : grids,
      groups: new Map(
        groups.map(({ id, class_id: classId, subject_id: subjectId }): [string, GridGroup] => [
          id,
          { classId, subjectId },
        ]),
      ),
      teaching: Map.groupBy(
        teaches.map(({ teacher: teacherId, ...period }) => ({ teacherId, ...period })),
        ({ group }) => group,
      ),
      from,
    },
    standing: rows.map(standingOf),
    homework: new Set(rows.filter(({ homework }) => homework).map(({ id }) => id)),
  };
}

function standingOf(row: Row): StandingLesson {
  const struck = row.cancelled === 'timetable' || row.cancelled === 'day_off' ? row.cancelled : null;
  return {
    id: row.id,
    groupId: row.group_id,
    termId: row.term_id,
    teacherId: row.teacher_id,
    date: row.date,
    slot: row.slot,
    from: row.from_time,
    to: row.to_time,
    room: row.room,
    planned: { date: row.plan_date, slot: row.plan_slot },
    held: row.roll_taken || row.marks,
    byHand: row.moved || (row.cancelled !== null && struck === null),
    off: row.cancelled !== null && struck === null,
    work: row.work,
    struck,
  };
}

interface GridRow {
  readonly version_id: string;
  readonly grid_lesson_id: string;
  readonly group_id: string;
  readonly weekday: number;
  readonly slot: number;
  readonly weeks: GridLesson['weeks'];
  readonly teacher_id: string;
  readonly room: string | null;
}

/** The lessons of the grids of some versions, by version. */
export async function gridsOf(
  sql: Sql,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly GridLesson[]>> {
  const rows = await sql<GridRow[]>`
    select * from grid_lessons_v1 where version_id = any(${[...versionIds]}::uuid[]) order by weekday, slot, grid_lesson_id`;
  const lessons = Map.groupBy(rows, ({ version_id: id }) => id);
  return new Map([...lessons].map(([id, list]) => [id, list.map(gridLessonOf)]));
}

const gridLessonOf = (row: GridRow): GridLesson =>
  ({
    gridLessonId: row.grid_lesson_id,
    groupId: row.group_id,
    weekday: row.weekday,
    slot: row.slot,
    weeks: row.weeks,
    teacherId: row.teacher_id,
    room: row.room,
  }) as GridLesson;

/** The published versions of a school with their lessons, in the order in which they were published. */
async function publishedGrids(sql: Sql, schoolId: string): Promise<readonly PublishedGrid[]> {
  const versions = await sql<{ id: string; from: string }[]>`
    select version_id as id, to_char(from_date, 'YYYY-MM-DD') as from from timetable_versions_v1
    where school_id = ${schoolId} and state = 'published' order by published_at, version_id`;
  const grids = await gridsOf(
    sql,
    versions.map(({ id }) => id),
  );
  return versions.map(({ id, from }) => ({ versionId: id, from, lessons: grids.get(id) ?? [] }));
}

/** A school whose calendar or timetable was changed and not yet carried out into lessons. */
export interface Unfinished {
  readonly schoolId: string;
  readonly timeZone: string;
  /** The event that asks for it, and who did that. */
  readonly cause: string;
  readonly by: string | null;
  /** The version published last, where it was not carried out yet. */
  readonly versionId: string | null;
}

/** For the process that carries timetables out: every school with something left to do. */
export async function unfinishedTimetables(sql: Sql): Promise<readonly Unfinished[]> {
  return sql<Unfinished[]>`
    select w.school_id as "schoolId", s.time_zone as "timeZone", w.asked_id as cause, w.asked_by as by,
      nullif(p.version_id, done.done_version) as "versionId"
    from (select distinct on (school_id) * from timetable_work_v3 where asked_id is not null order by school_id, position desc) w
    join schools_v1 s on s.school_id = w.school_id
    join timetable_work_v3 done on done.school_id = w.school_id and done.asker = w.school_id
    left join lateral (
      select version_id from timetable_work_v3 v where v.school_id = w.school_id and v.version_id is not null
      order by v.position desc limit 1) p on true
    where w.asked_id is distinct from done.done_id order by w.asked_at`;
}

/** Which of these lessons exist, whatever became of them. */
export async function lessonsKnown(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<
    { id: string }[]
  >`select lesson_id as id from lessons_v2 where lesson_id = any(${[...ids]}::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}
