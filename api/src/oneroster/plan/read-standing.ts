import { type SchoolId, streams } from '@peremena/events';
import { classDecider } from '../../class/decider.ts';
import { stateNow } from '../../core/folded.ts';
import { groupDecider } from '../../group/decider.ts';
import { personDecider } from '../../person/decider.ts';
import { schoolDecider } from '../../school/decider.ts';
import { gradebook } from '../reading/files.ts';
import type { BundleRead } from '../reading/read-bundle.ts';
import type { Row } from '../reading/table.ts';
import type { Rows } from '../shelf/rows.ts';
import { listOf } from './cells.ts';
import type { Taught } from './classes.ts';
import type { Identity } from './identity.ts';
import { orgsOf, type User } from './people.ts';
import type { Log } from './log.ts';
import type { School } from './schools.ts';
import { nothingStands, type Standing } from './standing.ts';
import { schoolsOfSource, standingWorks, touchedWorks } from './standing-works.ts';

/** Looks up in the log what a set of changes refers to without holding it. */
export async function readStanding(
  { tables }: BundleRead,
  identity: Identity,
  log: Log,
  /** The school the bundle is bound to. */
  bound: SchoolId | null = null,
): Promise<Standing> {
  const { orgs, classes, users, roles, enrollments, courses, lineItems, results } = tables;
  const graded = [...gradebook].some((name) => tables[name].rows.length > 0);
  /** Ids that rows name and `rows` do not hold. */
  const absent = (ids: Iterable<string | undefined>, rows: Pick<Rows, 'has'>) => {
    const named = new Set<string>();
    for (const id of ids) if (id !== undefined && id !== '' && !named.has(id) && !rows.has(id)) named.add(id);
    return named;
  };
  const schools = new Map<string, School>();
  function* namedOrgs(): Generator<string | undefined> {
    for (const { cells } of classes.rows) yield cells.schoolSourcedId;
    for (const { cells } of enrollments.rows) yield cells.schoolSourcedId;
    for (const { cells } of roles.rows) yield cells.orgSourcedId;
    for (const row of users.rows) yield* orgsOf(row);
    for (const { cells } of lineItems.rows) yield cells.schoolSourcedId;
  }
  const orgIds = absent(namedOrgs(), orgs.rows);
  // A gradebook may name no school at all: those of its source are meant.
  if (graded && bound === null && orgIds.size === 0 && orgs.rows.length === 0)
    for (const sourcedId of await schoolsOfSource(log, identity)) orgIds.add(sourcedId);
  for (const sourcedId of orgIds) {
    const id = identity.school(sourcedId);
    const stream = streams.school(id);
    const state = await stateNow(log, stream, schoolDecider);
    if (!state) continue;
    const row: Row<'orgs'> = { file: 'orgs.csv', line: 0, cells: { sourcedId, name: state.title } };
    schools.set(sourcedId, { id, title: state.title, row, target: { slice: 'school', stream, schoolId: id } });
  }
  const asSchool = (id: SchoolId, title: string, row: Row<'orgs'>): School => ({
    ...{ id, title, row },
    target: { slice: 'school', stream: streams.school(id), schoolId: id },
  });
  // A class lies in the stream of its school, and the row that names it need not say of which.
  const candidates = [
    ...schools.values(),
    ...[...orgs.rows].map((row) => asSchool(identity.school(row.cells.sourcedId ?? ''), row.cells.name ?? '', row)),
    ...(bound === null || orgs.rows.length > 0
      ? []
      : [asSchool(bound, '', { file: 'orgs.csv', line: 0, cells: { sourcedId: bound } })]),
  ];
  const taught = new Map<string, Taught>();
  function* namedClasses(): Generator<string | undefined> {
    for (const { rows } of [enrollments, lineItems, results]) for (const { cells } of rows) yield cells.classSourcedId;
  }
  for (const sourcedId of absent(namedClasses(), classes.rows)) {
    const found = await classOf(sourcedId);
    if (found) taught.set(sourcedId, found);
  }
  const people = new Map<string, User>();
  function* namedUsers(): Generator<string | undefined> {
    for (const { cells } of enrollments.rows) yield cells.userSourcedId;
    for (const { cells } of roles.rows) yield cells.userSourcedId;
    for (const { cells } of users.rows) yield* listOf(cells.agentSourcedIds);
    for (const { cells } of results.rows) yield cells.studentSourcedId;
  }
  for (const sourcedId of absent(namedUsers(), users.rows)) {
    const id = identity.person(sourcedId);
    // Not whether the stream is there: somebody who was withdrawn is not.
    if (!(await stateNow(log, streams.person(id), personDecider))) continue;
    const row: Row<'users'> = { file: 'users.csv', line: 0, cells: { sourcedId } };
    people.set(sourcedId, { id, row, roles: new Set(), sex: null, deleted: false });
  }
  const known = new Map<string, Row<'courses'>>();
  const subjects = new Set<string>();
  const terms = new Set<string>();
  for (const { id } of candidates) {
    const school = await stateNow(log, streams.school(id), schoolDecider);
    for (const subject of school?.subjects.keys() ?? []) subjects.add(subject);
    for (const term of school?.terms.keys() ?? []) terms.add(term);
  }
  const namedCourses = classes.rows[Symbol.iterator]().map(({ cells }) => cells.courseSourcedId);
  for (const sourcedId of absent(namedCourses, courses.rows))
    if (candidates.some(({ id }) => subjects.has(identity.subject(id, sourcedId))))
      known.set(sourcedId, { file: 'courses.csv', line: 0, cells: { sourcedId } });
  const ids = candidates.map(({ id }) => id);
  const { works, categories, scales } = graded ? await standingWorks(log, identity, ids) : nothingStands;
  const touched = await touchedWorks(log, { tables }, works);
  return {
    ...{ schools, classes: taught, users: people, courses: known, registered: new Set() },
    ...{ terms, works, categories, scales, touched, elsewhere: new Set<string>() },
  };

  async function classOf(sourcedId: string): Promise<Taught | null> {
    const row: Row<'classes'> = { file: 'classes.csv', line: 0, cells: { sourcedId } };
    const rest = { row, opening: null, deleted: false };
    for (const school of candidates) {
      const classId = identity.class(sourcedId);
      const ofClass = streams.class(school.id, classId);
      const klass = await stateNow(log, ofClass, classDecider);
      if (klass) {
        const target = { slice: 'class', stream: ofClass, schoolId: school.id } as const;
        return { ...rest, kind: 'class', id: classId, school, title: klass.title, target };
      }
      const groupId = identity.group(sourcedId);
      const ofGroup = streams.group(school.id, groupId);
      const group = await stateNow(log, ofGroup, groupDecider);
      if (group) {
        const target = { slice: 'group', stream: ofGroup, schoolId: school.id } as const;
        const course: Row<'courses'> = { file: 'courses.csv', line: 0, cells: {} };
        return { ...rest, kind: 'group', id: groupId, school, title: group.title, target, course };
      }
    }
    return null;
  }
}
