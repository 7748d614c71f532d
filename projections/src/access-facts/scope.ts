import type { KeptPart, Role } from '@peremena/events';
import type { Sql } from '../core/connection.ts';
import { isLimited, keeps } from './kept.ts';
import type { AccessFact } from './query.ts';
import { factsOfRole } from './role.ts';

declare const made: unique symbol;

/**
 * The rows a person may be shown in one role: rows of these pupils, groups and lessons, and of these whole schools. Every list query asks
 * for one and its SQL applies it. Only `scope` makes one.
 */
export interface Scope {
  readonly pupils: readonly string[];
  readonly groups: readonly string[];
  /** Classes looked after: who is in them, and who was on another day. */
  readonly classes: readonly string[];
  /** Lessons given in another's place: those alone, not the rest of their groups' journals. */
  readonly lessons: readonly string[];
  readonly schools: readonly string[];
  /** Schools whose timetable is open, as to everybody who works there. */
  readonly calendars: readonly string[];
  /** Pupils in scope of whom an order leaves out this part. */
  readonly withheld: Readonly<Record<WithheldPart, readonly string[]>>;
  readonly [made]: true;
}

/** What an order can withhold of a pupil who is still in scope. Consents are of those whom no order limits. */
export type WithheldPart = Exclude<KeptPart, 'timetable'> | 'consent';
const nothingWithheld: Scope['withheld'] = { homework: [], marks: [], attendance: [], consent: [] };

export interface ScopeActor {
  readonly personId: string;
  readonly facts: readonly AccessFact[];
}

/** The role acted in; where `fact` is named, only facts that give the same role in the same school count. */
export interface ActingAs {
  readonly role: Role;
  readonly fact: string | null;
}

/** Calendar date in a school's time zone (null: a fact without a school). */
export type Today = (schoolId: string | null) => string;

const some = (ids: readonly (string | null)[]): readonly string[] => [...new Set(ids.filter((id) => id !== null))];
const scopeOf = (
  part: Partial<Pick<Scope, 'pupils' | 'groups' | 'classes' | 'lessons' | 'schools' | 'calendars' | 'withheld'>>,
): Scope =>
  ({
    pupils: [],
    groups: [],
    classes: [],
    lessons: [],
    schools: [],
    calendars: [],
    withheld: nothingWithheld,
    ...part,
  }) as unknown as Scope;

/**
 * The scope of a person in one role today, from their dated facts. Roles are never joined: a teacher who is also a guardian asks as one
 * or as the other. A pupil sees themself, a guardian the wards, a teacher the groups taught and the lessons given in another's place, a tutor the class and its groups, head and
 * admin the school.
 */
export async function scope(sql: Sql, actor: ScopeActor, actingAs: ActingAs, today: Today): Promise<Scope> {
  const { role } = actingAs;
  const facts = factsOfRole(actor.facts, actingAs.fact).filter((fact) => {
    const date = today(fact.schoolId ?? fact.wardSchoolId ?? null);
    return fact.from <= date && (fact.to === null || date <= fact.to);
  });
  const of = (kind: AccessFact['kind']): readonly AccessFact[] => facts.filter((fact) => fact.kind === kind);
  switch (role) {
    case 'pupil':
      return scopeOf({ pupils: [actor.personId] });
    case 'guardian':
      return guardianScope(of('guardian'), today);
    case 'teacher':
      return scopeOf({
        groups: some(of('teaches').map((fact) => fact.groupId)),
        lessons: some(of('substitutes').map((fact) => fact.lessonId)),
        calendars: some([...of('teaches'), ...of('post')].map((fact) => fact.schoolId)),
      });
    case 'tutor':
      return tutorScope(sql, of('tutor'), today);
    case 'head':
    case 'admin':
      return ofPost(some(of('post').map((fact) => (fact.post === role ? fact.schoolId : null))));
    case 'system':
      return scopeOf({});
  }
}

// An order that leaves not even the timetable takes the pupil out of every list.
function guardianScope(facts: readonly AccessFact[], today: Today): Scope {
  const left = (part: KeptPart) =>
    facts.filter((fact) => keeps(fact, part, today(fact.wardSchoolId ?? null))).map((fact) => fact.pupilId);
  const pupils = some(left('timetable'));
  const free = facts.filter((fact) => !isLimited(fact, today(fact.wardSchoolId ?? null))).map((fact) => fact.pupilId);
  const without = (part: WithheldPart) => {
    const shown = new Set(part === 'consent' ? free : left(part));
    return pupils.filter((pupil) => !shown.has(pupil));
  };
  return scopeOf({
    pupils,
    withheld: {
      homework: without('homework'),
      marks: without('marks'),
      attendance: without('attendance'),
      consent: without('consent'),
    },
  });
}

const ofPost = (schools: readonly string[]): Scope => scopeOf({ schools, calendars: schools });

async function tutorScope(sql: Sql, facts: readonly AccessFact[], today: Today): Promise<Scope> {
  if (facts.length === 0) return scopeOf({});
  const classes = facts.map((fact) => fact.classId as string);
  const dates = facts.map((fact) => today(fact.schoolId));
  const rows = await sql<{ pupil: string | null; group: string | null }[]>`
    with mine as (select * from unnest(${classes}::uuid[], ${dates}::date[]) as mine (class_id, today))
    select f.person_id as pupil, null as group
    from mine join access_facts_v1 f on f.object_id = mine.class_id and f.kind = 'enrolled'
      and f.valid_from <= mine.today and (f.valid_to is null or mine.today <= f.valid_to)
    union all
    select null, g.group_id from mine join groups_v1 g on g.class_id = mine.class_id`;
  return scopeOf({
    pupils: some(rows.map((row) => row.pupil)),
    groups: some(rows.map((row) => row.group)),
    classes,
    calendars: some(facts.map((fact) => fact.schoolId)),
  });
}

/** SQL: rows of the pupils or schools in scope. `alias` is a table with `pupil_id` and `school_id`. */
export const ofPupils = (sql: Sql, scope: Scope, alias: string) =>
  anyOf(sql, alias, { pupil_id: scope.pupils, school_id: scope.schools });

/** SQL: rows of the pupils, classes or schools in scope. `alias` is a table with all three ids. */
export const ofPupilsOrClasses = (sql: Sql, scope: Scope, alias: string) =>
  anyOf(sql, alias, { pupil_id: scope.pupils, class_id: scope.classes, school_id: scope.schools });

/** SQL: rows of the groups or schools in scope. `alias` is a table with `group_id` and `school_id`. */
export const ofGroups = (sql: Sql, scope: Scope, alias: string) =>
  anyOf(sql, alias, { group_id: scope.groups, school_id: scope.schools });

/** SQL: rows of whom no order withholds that part. `column` names a pupil; a row of nobody's is left. */
export const notWithheld = (sql: Sql, scope: Scope, part: WithheldPart, column: string) =>
  scope.withheld[part].length === 0
    ? sql`true`
    : sql`(${sql(column)} is null or ${sql(column)} <> all(${[...scope.withheld[part]]}::uuid[]))`;

/** SQL: lessons in scope, by themselves, their group or school. `alias` is a table with `lesson_id`, `group_id` and `school_id`. */
export const ofLessons = (sql: Sql, scope: Scope, alias: string) =>
  anyOf(sql, alias, { lesson_id: scope.lessons, group_id: scope.groups, school_id: scope.schools });

/** The scope of one lesson that lies in another scope: its group, for questions about that lesson's day alone. */
export const withinLesson = (lesson: { readonly groupId: string }): Scope => scopeOf({ groups: [lesson.groupId] });

/** SQL: cells of the journal in scope. `alias` is a table with `pupil_id`, `lesson_id`, `group_id` and `school_id`. */
export const ofCells = (sql: Sql, scope: Scope, alias: string) =>
  anyOf(sql, alias, {
    pupil_id: scope.pupils,
    lesson_id: scope.lessons,
    group_id: scope.groups,
    school_id: scope.schools,
  });

/**
 * SQL: whether everybody in scope may see the timetable of the school: who works there, and pupils enrolled there with their guardians.
 * `date` is the day of asking.
 */
export const ofCalendars = (sql: Sql, scope: Scope, schoolId: string, date: string) => sql`(
  ${schoolId}::uuid = any(${[...scope.calendars]}::uuid[]) or exists (
    select 1 from access_facts_v1 f
    where f.person_id = any(${[...scope.pupils]}::uuid[]) and f.kind = 'enrolled' and f.school_id = ${schoolId}::uuid
      and f.valid_from <= ${date}::date and (f.valid_to is null or ${date}::date <= f.valid_to)))`;

/** SQL: rows of the pupils, groups or schools in scope. `alias` is a table with all three ids. */
export const ofPupilsOrGroups = (sql: Sql, scope: Scope, alias: string) =>
  anyOf(sql, alias, { pupil_id: scope.pupils, group_id: scope.groups, school_id: scope.schools });

// Columns whose list is empty are left out: an `or` that can never be true still keeps Postgres from using an index.
function anyOf(sql: Sql, alias: string, lists: Readonly<Record<string, readonly string[]>>) {
  const parts = Object.entries(lists).filter(([, ids]) => ids.length > 0);
  const either = parts.map(
    ([column, ids], at) => sql`${at > 0 ? sql`or` : sql``} ${sql(`${alias}.${column}`)} = any(${[...ids]}::uuid[])`,
  );
  return parts.length > 0 ? sql`(${either})` : sql`false`;
}
