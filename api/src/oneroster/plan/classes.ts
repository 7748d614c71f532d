import { type ClassId, type GroupId, streams, type SubjectId } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import { alike } from './binding.ts';
import { Marks } from '../shelf/marks.ts';
import {
  byId,
  type ById,
  cut,
  fitting,
  gradeOf,
  isDeleted,
  kindOf,
  listOf,
  referred,
  remembering,
  type RowsById,
} from './cells.ts';
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

/** Classes of the bundle that can be taken, and those that stand. */
export interface Classes extends ById<Taught> {
  /** Those of the bundle, in its order. */
  ofBundle(): Iterable<Taught>;
}

const titleLength = { class: 60, group: 120 } as const;

/** Classes of the bundle by sourcedId, those that can be taken. */
export function readClasses(
  { draft, identity, read, standing, binding }: Making,
  found: {
    orgs: Pick<RowsById<'orgs'>, 'has'>;
    schools: ReadonlyMap<string, School>;
    sessions: ReadonlyMap<string, Session>;
  },
): Classes {
  const titles = new Set(binding?.classes.values());
  const ofBundle = byId(draft, read.tables.courses);
  const courses = { get: (id: string) => standing.courses.get(id) ?? ofBundle.get(id) };
  const classes = byId(draft, read.tables.classes);
  const taken = new Marks();
  const taught = new Marks();
  for (const [sourcedId, row] of classes) {
    const { schoolSourcedId, courseSourcedId, termSourcedIds } = row.cells;
    const deleted = isDeleted(row);
    if (schoolSourcedId === undefined || !found.schools.has(schoolSourcedId)) {
      if (deleted) draft.aside.set(row, 'aside_deleted');
      else
        draft.refuse(
          row,
          'schoolSourcedId',
          found.orgs.has(schoolSourcedId ?? '') ? 'refers_to_refused' : 'unknown_school',
        );
      continue;
    }
    if (standing.elsewhere.has(sourcedId)) {
      draft.refuse(row, 'schoolSourcedId', 'class_elsewhere');
      continue;
    }
    const terms = listOf(termSourcedIds);
    if (!deleted && !read.manifest.delta && terms.some((id) => !found.sessions.has(id)))
      draft.note(row, 'termSourcedIds', 'unknown_session');
    const kind = kindOf(row);
    const { title = '' } = row.cells;
    if (kind === 'class') {
      const own = binding?.classes.has(identity.class(sourcedId)) ?? false;
      if (!own && !deleted && titles.has(alike(cut(title, titleLength.class)))) {
        draft.refuse(row, 'title', 'class_there');
        continue;
      }
    } else {
      const wanted = { row, column: 'courseSourcedId', id: courseSourcedId, unknown: 'unknown_course' } as const;
      const course = referred(draft, courses, wanted);
      if (!course) continue;
      if (!deleted) taught.set(course, 1);
    }
    fitting(draft, row, title, titleLength[kind]);
    taken.set(row, 1);
  }
  for (const [sourcedId, row] of ofBundle) {
    if (standing.courses.has(sourcedId)) continue;
    if (taught.get(row) === 0 && !draft.refused.has(row)) draft.aside.set(row, 'aside_course');
  }
  const taughtOf = (sourcedId: string, row: Row<'classes'>): Taught => {
    const { schoolSourcedId = '', courseSourcedId = '', termSourcedIds } = row.cells;
    const school = found.schools.get(schoolSourcedId)!;
    const kind = kindOf(row);
    const title = cut(row.cells.title ?? '', titleLength[kind]);
    const starts = listOf(termSourcedIds).flatMap((id) => found.sessions.get(id)?.from ?? []);
    const rest = { row, school, title, opening: starts.toSorted()[0] ?? null, deleted: isDeleted(row) };
    const schoolId = school.id;
    if (kind === 'class') {
      const id = identity.class(sourcedId);
      return { ...rest, kind, id, target: { slice: 'class', stream: streams.class(schoolId, id), schoolId } };
    }
    const id = identity.group(sourcedId);
    const target: Target<'group'> = { slice: 'group', stream: streams.group(schoolId, id), schoolId };
    return { ...rest, kind, id, target, course: courses.get(courseSourcedId)! };
  };
  return {
    get: remembering((sourcedId) => {
      const row = classes.get(sourcedId);
      return standing.classes.get(sourcedId) ?? (row && taken.get(row) ? taughtOf(sourcedId, row) : undefined);
    }),
    *ofBundle() {
      for (const [sourcedId, row] of classes)
        if (taken.get(row) && !standing.classes.has(sourcedId)) yield taughtOf(sourcedId, row);
    },
  };
}

/** Wishes for classes and groups. `homeroomOf` gives the one class all pupils of a group are of, null where there is none such. */
export function planClasses(
  { draft, identity }: Making,
  classes: Classes,
  homeroomOf: (group: Taught) => ClassId | null,
): void {
  const columns = { title: 'title', source: 'sourcedId' };
  const subjects = new Set<string>();
  for (const one of classes.ofBundle()) {
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
