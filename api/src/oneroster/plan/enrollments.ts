import type { ClassId } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import { byId, dateAt, isDeleted } from './cells.ts';
import type { Taught } from './classes.ts';
import { changedOn, lastDayOf } from './last-day.ts';
import type { Making } from './making.ts';
import type { User } from './people.ts';

export interface Enrollment {
  readonly row: Row<'enrollments'>;
  readonly one: Taught;
  readonly user: User;
  readonly role: 'student' | 'teacher';
  readonly ended: boolean;
}

const placeless = new Set(['administrator', 'proctor', 'aide', 'counselor']);

/** Enrollments of the bundle whose class and person can be taken. */
export function readEnrollments(
  making: Making,
  classes: ReadonlyMap<string, Taught>,
  users: ReadonlyMap<string, User>,
): Enrollment[] {
  const { draft, read } = making;
  byId(draft, read.tables.enrollments);
  const refusedIds = (table: 'classes' | 'users') =>
    new Set(read.tables[table].rows.filter((row) => draft.refused.has(row)).map((row) => row.cells.sourcedId));
  const refused = { classes: refusedIds('classes'), users: refusedIds('users') };
  const found: Enrollment[] = [];
  for (const row of read.tables.enrollments.rows) {
    if (draft.refused.has(row)) continue;
    const { classSourcedId = '', userSourcedId = '', role = '' } = row.cells;
    const one = classes.get(classSourcedId);
    const user = users.get(userSourcedId);
    const wanted = role.toLowerCase();
    const ended = isDeleted(row);
    if (!one || !user) {
      if (ended) draft.aside.set(row, 'aside_deleted');
      else if (!one)
        draft.refuse(
          row,
          'classSourcedId',
          refused.classes.has(classSourcedId) ? 'refers_to_refused' : 'unknown_class',
        );
      else draft.refuse(row, 'userSourcedId', refused.users.has(userSourcedId) ? 'refers_to_refused' : 'unknown_user');
    } else if (wanted === 'student' || wanted === 'teacher') {
      found.push({ row, one, user, role: wanted, ended: ended || one.deleted || user.deleted });
    } else if (placeless.has(wanted) || wanted.startsWith('ext:')) draft.aside.set(row, 'aside_role');
    else draft.refuse(row, 'role', 'role_unknown');
  }
  return found;
}

/** The class a group's pupils are all of, by their enrollments in homerooms of the same school. */
export function homerooms(enrollments: readonly Enrollment[]): (group: Taught) => ClassId | null {
  const pupils = enrollments.filter(({ role, ended }) => role === 'student' && !ended);
  const classesOf = new Map<User, Taught[]>();
  for (const { one, user } of pupils)
    if (one.kind === 'class') classesOf.set(user, [...(classesOf.get(user) ?? []), one]);
  const shared = new Map<Taught, ClassId | null>();
  for (const { one, user } of pupils) {
    const homes = new Set(
      (classesOf.get(user) ?? []).flatMap((home) =>
        home.kind === 'class' && home.school === one.school ? [home.id] : [],
      ),
    );
    const [only = null, ...more] = homes;
    const home = more.length === 0 ? only : null;
    shared.set(one, shared.has(one) && shared.get(one) !== home ? null : home);
  }
  return (group) => shared.get(group) ?? null;
}

/** Pupils and teachers of groups, pupils and tutors of classes. */
export function planEnrollments({ draft, opening, today, read }: Making, enrollments: readonly Enrollment[]): void {
  const key = ({ one, user, role }: Enrollment) => `${one.id}/${user.id}/${role}`;
  const current = new Set(enrollments.filter(({ ended }) => !ended).map(key));
  for (const enrollment of enrollments) {
    const { row, one, user, role, ended } = enrollment;
    if (draft.refused.has(one.row)) {
      draft.refuse(row, 'classSourcedId', 'refers_to_refused');
      continue;
    }
    const begin = dateAt(draft, row, 'beginDate');
    const to = dateAt(draft, row, 'endDate');
    if (begin === undefined || to === undefined) continue;
    const from = begin ?? (read.manifest.delta ? changedOn(row) : null) ?? one.opening ?? opening ?? today;
    if (to !== null && to < from) {
      draft.refuse(row, 'endDate', 'period_dates');
      continue;
    }
    const period = { from, to, source: 'oneroster' };
    const asked = {
      makes: true,
      undated: begin === null,
      columns: { from: 'beginDate', to: 'endDate' },
    };
    const ending = { lastDay: ended ? lastDayOf(row, { from, to, today }) : today };
    // A membership that was replaced: the row that is active says how it is.
    if (ended && current.has(key(enrollment))) draft.aside.set(row, 'aside_deleted');
    else if (one.kind === 'class') {
      if (role === 'student') {
        if (ended)
          draft.wish(one.target, row, { type: 'UnenrollPupil', pupilId: user.id, ...ending }, { ending: true });
        else draft.wish(one.target, row, { type: 'EnrollPupil', pupilId: user.id, ...period }, asked);
      } else if (ended)
        draft.wish(one.target, row, { type: 'ReleaseTutor', teacherId: user.id, ...ending }, { ending: true });
      else draft.wish(one.target, row, { type: 'AppointTutor', teacherId: user.id, ...period }, asked);
    } else if (role === 'student') {
      if (ended) draft.wish(one.target, row, { type: 'LeaveGroup', pupilId: user.id, ...ending }, { ending: true });
      else draft.wish(one.target, row, { type: 'JoinGroup', pupilId: user.id, ...period }, asked);
    } else if (ended)
      draft.wish(one.target, row, { type: 'WithdrawTeacher', teacherId: user.id, ...ending }, { ending: true });
    else draft.wish(one.target, row, { type: 'AssignTeacher', teacherId: user.id, ...period }, asked);
  }
}
