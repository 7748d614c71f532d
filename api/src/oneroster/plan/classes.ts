import { type ClassId, type GroupId, streams, type SubjectId } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import { alike } from './binding.ts';
import { byId, fitting, gradeOf, isDeleted, listOf, referred } from './cells.ts';
import type { Target } from './draft.ts';
import type { Making } from './making.ts';
import type { School } from './schools.ts';
import type { Session } from './terms.ts';

/** A class of the bundle: a homeroom is a class of the school, any other a group that is taught a subject. */
export type Taught = {
  readonly row: Row<'classes'>;
  readonly school: School;
  readonly title: string;
  /** First day of its earliest session. */
  readonly opening: string | null;
  readonly deleted: boolean;
} & (
  | { readonly kind: 'class'; readonly id: ClassId; readonly target: Target<'class'> }
  | { readonly kind: 'group'; readonly id: GroupId; readonly target: Target<'group'>; readonly course: Row<'courses'> }
);

/** Classes of the bundle by sourcedId, those that can be taken. */
export function readClasses(
  { draft, identity, read, standing, binding }: Making,
  found: {
    orgs: ReadonlyMap<string, Row<'orgs'>>;
    schools: ReadonlyMap<string, School>;
    sessions: ReadonlyMap<string, Session>;
  },
): Map<string, Taught> {
  const titles = new Set(binding?.classes.values());
  const courses = new Map([...byId(draft, read.tables.courses), ...standing.courses]);
  const taken = new Map<string, Taught>();
  for (const [sourcedId, row] of byId(draft, read.tables.classes)) {
    const { schoolSourcedId, courseSourcedId, classType, termSourcedIds } = row.cells;
    const deleted = isDeleted(row);
    const school = schoolSourcedId === undefined ? undefined : found.schools.get(schoolSourcedId);
    if (!school) {
      if (deleted) draft.aside.set(row, 'aside_deleted');
      else
        draft.refuse(
          row,
          'schoolSourcedId',
          found.orgs.has(schoolSourcedId ?? '') ? 'refers_to_refused' : 'unknown_school',
        );
      continue;
    }
    const terms = listOf(termSourcedIds);
    if (!deleted && !read.manifest.delta && terms.some((id) => !found.sessions.has(id)))
      draft.note(row, 'termSourcedIds', 'unknown_session');
    const starts = terms.flatMap((id) => found.sessions.get(id)?.from ?? []);
    const opening = starts.toSorted()[0] ?? null;
    if (classType?.toLowerCase() === 'homeroom') {
      const id = identity.class(sourcedId);
      const target: Target<'class'> = { slice: 'class', stream: streams.class(school.id, id), schoolId: school.id };
      const title = fitting(draft, row, row.cells.title ?? '', 60);
      const there = binding?.classes.has(id) ? undefined : titles.has(alike(title));
      if (there && !deleted) {
        draft.refuse(row, 'title', 'class_there');
        continue;
      }
      taken.set(sourcedId, { kind: 'class', id, target, row, school, title, opening, deleted });
      continue;
    }
    const course = referred(draft, courses, {
      row,
      column: 'courseSourcedId',
      id: courseSourcedId,
      unknown: 'unknown_course',
    });
    if (!course) continue;
    const id = identity.group(sourcedId);
    const target: Target<'group'> = { slice: 'group', stream: streams.group(school.id, id), schoolId: school.id };
    const title = fitting(draft, row, row.cells.title ?? '', 120);
    taken.set(sourcedId, { kind: 'group', id, target, row, school, title, opening, deleted, course });
  }
  const taught = new Set(
    [...taken.values()].flatMap((one) => (one.kind === 'group' && !one.deleted ? [one.course] : [])),
  );
  for (const row of courses.values())
    if (!taught.has(row) && !draft.refused.has(row) && row.line > 0) draft.aside.set(row, 'aside_course');
  for (const [sourcedId, one] of standing.classes) taken.set(sourcedId, one);
  return taken;
}

/** Wishes for classes and groups. `homeroomOf` gives the one class all pupils of a group are of, null where there is none such. */
export function planClasses(
  { draft, identity, standing }: Making,
  taken: Iterable<Taught>,
  homeroomOf: (group: Taught) => ClassId | null,
): void {
  const columns = { title: 'title', source: 'sourcedId' };
  const subjects = new Set<string>();
  const standingOnes = new Set(standing.classes.values());
  for (const one of taken) {
    if (standingOnes.has(one)) continue;
    const { row, title, school } = one;
    const source = `oneroster:${row.cells.sourcedId}`;
    if (one.deleted) {
      draft.aside.set(row, 'aside_deleted');
    } else if (one.kind === 'class') {
      const grade = gradeOf(row.cells.grades);
      draft.wish(
        one.target,
        row,
        { type: 'OpenClass', schoolId: school.id, classId: one.id, title, grade, source },
        { makes: true, columns },
      );
      draft.wish(one.target, row, { type: 'RenameClass', title }, { columns });
    } else {
      const subjectId = identity.subject(school.id, one.course.cells.sourcedId ?? '');
      if (identity.borrowed(subjectId)) draft.aside.set(one.course, 'aside_there');
      else if (!subjects.has(subjectId) && one.course.line > 0) addSubject(school, one.course, subjectId);
      subjects.add(subjectId);
      const forming = { schoolId: school.id, groupId: one.id, subjectId, classId: homeroomOf(one), title, source };
      draft.wish(one.target, row, { type: 'FormGroup', ...forming }, { makes: true, columns });
      draft.wish(one.target, row, { type: 'RenameGroup', title }, { columns });
    }
  }

  function addSubject(school: School, course: Row<'courses'>, subjectId: SubjectId): void {
    const title = fitting(draft, course, course.cells.title ?? '', 120);
    const source = `oneroster:${course.cells.sourcedId}`;
    draft.wish(school.target, course, { type: 'AddSubject', subjectId, title, source }, { makes: true, columns });
    draft.wish(school.target, course, { type: 'RenameSubject', subjectId, title }, { columns });
  }
}
