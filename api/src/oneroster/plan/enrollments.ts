import type { Row } from '../reading/table.ts';
import { byId, dateAt, isDeleted } from './cells.ts';
import type { Classes, Taught } from './classes.ts';
import { changedOn, lastDayOf } from './last-day.ts';
import type { Making } from './making.ts';
import { Members } from './members.ts';
import type { User, Users } from './people.ts';

export interface Enrollment {
  readonly row: Row<'enrollments'>;
  readonly one: Taught;
  readonly user: User;
  readonly role: 'student' | 'teacher';
  readonly ended: boolean;
}

const placeless = new Set(['administrator', 'proctor', 'aide', 'counselor']);

/** Enrollments of the bundle whose class and person can be taken. */
export interface Enrollments extends Iterable<Enrollment> {
  readonly members: Members;
}

/** Looks through the enrollments of the bundle and refuses those whose class or person cannot be taken. */
export function readEnrollments(making: Making, classes: Classes, users: Users): Enrollments {
  const { draft, read } = making;
  const { rows } = read.tables.enrollments;
  const members = new Members(draft.shelf);
  byId(draft, read.tables.enrollments);
  const isRefused = (table: 'classes' | 'users', id: string) =>
    read.tables[table].rows.named(id).some((row) => draft.refused.has(row));
  for (const row of rows) {
    if (draft.refused.has(row)) continue;
    const { classSourcedId = '', userSourcedId = '', role = '' } = row.cells;
    const found = enrollmentOf(row);
    if (found) {
      members.put(found);
      continue;
    }
    const wanted = role.toLowerCase();
    const one = classes.get(classSourcedId);
    if (!one || !users.get(userSourcedId)) {
      if (isDeleted(row)) draft.aside.set(row, 'aside_deleted');
      else if (!one)
        draft.refuse(
          row,
          'classSourcedId',
          isRefused('classes', classSourcedId) ? 'refers_to_refused' : 'unknown_class',
        );
      else draft.refuse(row, 'userSourcedId', isRefused('users', userSourcedId) ? 'refers_to_refused' : 'unknown_user');
    } else if (placeless.has(wanted) || wanted.startsWith('ext:')) draft.aside.set(row, 'aside_role');
    else draft.refuse(row, 'role', 'role_unknown');
  }
  return {
    members,
    *[Symbol.iterator]() {
      for (const row of rows) {
        const found = draft.refused.has(row) || draft.aside.has(row) ? null : enrollmentOf(row);
        if (found) yield found;
      }
    },
  };

  function enrollmentOf(row: Row<'enrollments'>): Enrollment | null {
    const { classSourcedId = '', userSourcedId = '' } = row.cells;
    const role = row.cells.role?.toLowerCase();
    if (role !== 'student' && role !== 'teacher') return null;
    const one = classes.get(classSourcedId);
    const user = users.get(userSourcedId);
    return one && user ? { row, one, user, role, ended: isDeleted(row) || one.deleted || user.deleted } : null;
  }
}

/** Pupils and teachers of groups, pupils and tutors of classes. */
export function planEnrollments({ draft, opening, today, read }: Making, enrollments: Enrollments): void {
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
    if (ended && enrollments.members.isNow(enrollment)) draft.aside.set(row, 'aside_deleted');
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
