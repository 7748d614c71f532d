import type { GridLesson } from '@peremena/events';
import { listQuery } from '../access-facts/list-query.ts';
import { ofCalendars } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import { gridsOf } from '../grid-lessons/carrying-out.ts';
import { named, type Named, type NameRow } from '../people/name.ts';

export interface TimetableVersion {
  readonly id: string;
  readonly schoolId: string;
  readonly title: string;
  readonly state: 'draft' | 'published' | 'withdrawn';
  readonly copyOf: string | null;
  /** From when lessons are given by it; null for a draft. */
  readonly from: string | null;
  readonly replaces: string | null;
  readonly draftedAt: string;
}
interface VersionRow {
  readonly id: string;
  readonly schoolId: string;
  readonly title: string;
  readonly state: TimetableVersion['state'];
  readonly copyOf: string | null;
  readonly from: string | null;
  readonly replaces: string | null;
  readonly draftedAt: Date;
}
const columns = (sql: Sql) => sql`
  version_id as id, school_id as "schoolId", title, state, copy_of as "copyOf", to_char(from_date, 'YYYY-MM-DD') as from, replaces,
  drafted_at as "draftedAt"`;
const versionOf = (row: VersionRow): TimetableVersion => ({ ...row, draftedAt: row.draftedAt.toISOString() });

/** The versions of a school's timetable, the newest first, withdrawn ones left out. For those whose scope is the school. */
export const timetableVersions = listQuery(
  async (sql, scope, { schoolId }: { readonly schoolId: string }): Promise<readonly TimetableVersion[]> => {
    const rows = await sql<VersionRow[]>`
      select ${columns(sql)} from timetable_versions_v1
      where school_id = ${schoolId} and school_id = any(${[...scope.schools]}::uuid[]) and state <> 'withdrawn'
      order by from_date desc nulls first, drafted_at desc, version_id`;
    return rows.map(versionOf);
  },
);

/** A group a grid can have lessons of, with who teaches it on the day of asking. */
export interface GridGroupNamed {
  readonly id: string;
  readonly title: string;
  readonly classId: string | null;
  readonly classTitle: string | null;
  readonly subjectId: string;
  readonly subject: string;
  readonly teachers: readonly string[];
}

/** A version with its lessons, and what they are chosen from. */
export interface GridOfVersion {
  readonly version: TimetableVersion;
  readonly lessons: readonly GridLesson[];
  readonly accepted: readonly {
    readonly kind: string;
    readonly first: string;
    readonly second: string;
    readonly at: string;
  }[];
  readonly groups: readonly GridGroupNamed[];
  readonly teachers: readonly Named[];
}

/** One version of a school's grid; null where there is none in scope. */
export const gridOfVersion = listQuery(
  async (
    sql,
    scope,
    asked: { readonly schoolId: string; readonly versionId: string; readonly date: string },
  ): Promise<GridOfVersion | null> => {
    const [row] = await sql<VersionRow[]>`
      select ${columns(sql)} from timetable_versions_v1
      where version_id = ${asked.versionId} and school_id = ${asked.schoolId} and school_id = any(${[...scope.schools]}::uuid[])`;
    if (!row) return null;
    const [grids, accepted, groups, teachers] = await Promise.all([
      gridsOf(sql, [asked.versionId]),
      sql<{ kind: string; first: string; second: string; at: string }[]>`
        select kind, first, second, at from accepted_clashes_v1 where version_id = ${asked.versionId}`,
      groupsTaught(sql, asked),
      sql<(NameRow & { id: string })[]>`
        select p.person_id as id, p.family_name, p.given_name, p.middle_name from people_v1 p
        where p.person_id = any(array(
          select person_id from access_facts_v1
          where school_id = ${asked.schoolId} and (kind = 'teaches' or (kind = 'post' and detail = 'teacher'))
            and (valid_to is null or ${asked.date}::date <= valid_to)
          union select teacher_id from grid_lessons_v1 where version_id = ${asked.versionId}))
        order by p.family_name, p.given_name, p.person_id`,
    ]);
    return {
      version: versionOf(row),
      lessons: grids.get(asked.versionId) ?? [],
      accepted,
      groups,
      teachers: teachers.map((one) => named(one.id, one)),
    };
  },
);

async function groupsTaught(
  sql: Sql,
  { schoolId, date }: { readonly schoolId: string; readonly date: string },
): Promise<readonly GridGroupNamed[]> {
  return sql<GridGroupNamed[]>`
    select g.group_id as id, g.title, g.class_id as "classId", c.title as "classTitle", g.subject_id as "subjectId",
      coalesce(s.title, '') as subject,
      array(select f.person_id::text from access_facts_v1 f
        where f.kind = 'teaches' and f.object_id = g.group_id and (f.valid_to is null or ${date}::date <= f.valid_to)
        order by f.valid_from, f.person_id) as teachers
    from groups_v1 g left join classes_v1 c on c.class_id = g.class_id left join subjects_v1 s on s.subject_id = g.subject_id
    where g.school_id = ${schoolId}
    order by c.grade nulls last, c.title nulls last, s.title, g.title, g.group_id`;
}

/** A lesson of the grid in words. */
export interface GridLessonTold extends Pick<
  GridLesson,
  'gridLessonId' | 'groupId' | 'weekday' | 'slot' | 'weeks' | 'room' | 'teacherId'
> {
  readonly subject: string;
  readonly group: string;
  readonly teacher: string;
}

/** What a version changes against the one it replaced. */
export interface GridsCompared {
  readonly version: TimetableVersion;
  readonly before: readonly GridLessonTold[];
  readonly after: readonly GridLessonTold[];
}

/** The lessons of a published version and of the one before it, for everybody to whom the school's timetable is open. */
export const gridsCompared = listQuery(
  async (
    sql,
    scope,
    asked: { readonly schoolId: string; readonly versionId: string; readonly today: string },
  ): Promise<GridsCompared | null> => {
    const [row] = await sql<VersionRow[]>`
      select ${columns(sql)} from timetable_versions_v1
      where version_id = ${asked.versionId} and school_id = ${asked.schoolId} and state = 'published'
        and ${ofCalendars(sql, scope, asked.schoolId, asked.today)}`;
    if (!row) return null;
    const grids = await gridsOf(sql, [row.id, ...(row.replaces === null ? [] : [row.replaces])]);
    const all = [...grids.values()].flat();
    const [groups, people] = await Promise.all([
      sql<{ id: string; title: string; subject: string }[]>`
        select g.group_id as id, coalesce(nullif(g.title, ''), c.title, '') as title, coalesce(s.title, '') as subject from groups_v1 g
        left join subjects_v1 s on s.subject_id = g.subject_id left join classes_v1 c on c.class_id = g.class_id
        where g.group_id = any(${[...new Set(all.map(({ groupId }) => groupId))]}::uuid[])`,
      sql<(NameRow & { id: string })[]>`
        select person_id as id, family_name, given_name, middle_name from people_v1
        where person_id = any(${[...new Set(all.map(({ teacherId }) => teacherId))]}::uuid[])`,
    ]);
    const [byGroup, byPerson] = [
      new Map(groups.map((one) => [one.id, one])),
      new Map(people.map((one) => [one.id, one])),
    ];
    const told = (lesson: GridLesson): GridLessonTold => {
      const person = byPerson.get(lesson.teacherId);
      return {
        ...lesson,
        subject: byGroup.get(lesson.groupId)?.subject ?? '',
        group: byGroup.get(lesson.groupId)?.title ?? '',
        teacher: person ? named(person.id, person).short : '',
      };
    };
    return {
      version: versionOf(row),
      before: (row.replaces === null ? [] : (grids.get(row.replaces) ?? [])).map(told),
      after: (grids.get(row.id) ?? []).map(told),
    };
  },
);

/** The version published last that begins soon or began lately, for everybody to whom the school's timetable is open. */
export const versionTold = listQuery(
  async (
    sql,
    scope,
    { schoolId, today }: { readonly schoolId: string; readonly today: string },
  ): Promise<{ readonly id: string; readonly from: string } | null> => {
    const [row] = await sql<{ id: string; from: string }[]>`
      select version_id as id, to_char(from_date, 'YYYY-MM-DD') as from from timetable_versions_v1
      where school_id = ${schoolId} and state = 'published' and from_date >= ${today}::date - 14
        and ${ofCalendars(sql, scope, schoolId, today)}
      order by published_at desc limit 1`;
    return row ? { id: row.id, from: row.from } : null;
  },
);

/** Id of the version lessons are given by on a date: of those published the last one that has begun. Null where none is in force. For deciders. */
export async function versionInForce(sql: Sql, schoolId: string, date: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    select version_id as id from timetable_versions_v1
    where school_id = ${schoolId} and state = 'published' and from_date <= ${date}::date
    order by from_date desc, published_at desc, version_id desc limit 1`;
  return row?.id ?? null;
}
