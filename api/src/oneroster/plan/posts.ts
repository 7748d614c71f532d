import { type Post, streams } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import { Marks } from '../shelf/marks.ts';
import { byId, dateAt, isDeleted, referred, type RowsById } from './cells.ts';
import type { Target } from './draft.ts';
import { lastDayOf } from './last-day.ts';
import type { Making } from './making.ts';
import { orgsOf, type User, type Users } from './people.ts';
import type { School } from './schools.ts';

/** Roles that are posts here. Roles over a district are none: they would open schools that nobody named. */
const posts: ReadonlyMap<string, Post> = new Map([
  ['teacher', 'teacher'],
  ['principal', 'head'],
  ['administrator', 'admin'],
  ['siteadministrator', 'admin'],
]);
const learnt = new Set(['student', 'parent', 'guardian', 'relative']);
const placeless = new Set(['aide', 'counselor', 'proctor', 'districtadministrator', 'systemadministrator']);

interface Found {
  readonly orgs: Pick<RowsById<'orgs'>, 'has'>;
  readonly schools: ReadonlyMap<string, School>;
  readonly users: Users;
}

/** Posts of staff: from roles.csv (1.2), else from the role of the user in each of the organisations named (1.1). */
export function planPosts(making: Making, found: Found): void {
  const { draft, read } = making;
  const stated = new Marks();
  // The row itself where the person is not taken, so that what hangs on it says so.
  const rowsOfUsers = { get: (id: string) => found.users.get(id)?.row ?? read.tables.users.rows.get(id) };
  byId(draft, read.tables.roles);
  for (const row of read.tables.roles.rows) {
    if (draft.refused.has(row)) continue;
    const { userSourcedId = '', orgSourcedId = '', role = '' } = row.cells;
    const user = referred(draft, rowsOfUsers, {
      row,
      column: 'userSourcedId',
      id: userSourcedId,
      unknown: 'unknown_user',
    });
    if (!user) continue;
    stated.set(user, 1);
    fromRole(row, found.users.get(userSourcedId)!, role.toLowerCase(), orgSourcedId);
  }
  for (const user of found.users.values()) if (stated.get(user.row) === 0) fromUser(user);

  function fromRole(row: Row<'roles'>, user: User, role: string, orgSourcedId: string): void {
    const post = posts.get(role);
    const school = found.schools.get(orgSourcedId);
    if (!found.orgs.has(orgSourcedId)) return draft.refuse(row, 'orgSourcedId', 'unknown_org');
    if (!post && !learnt.has(role) && !placeless.has(role) && !role.startsWith('ext:'))
      return draft.refuse(row, 'role', 'role_unknown');
    if (learnt.has(role) && !user.deleted) return void draft.partOf.set(row, user.row);
    if (!post || !school) return void draft.aside.set(row, 'aside_role');
    const from = dateAt(draft, row, 'beginDate');
    const to = dateAt(draft, row, 'endDate');
    if (from === undefined || to === undefined) return;
    take(row, user, school, post, { from, to, ended: isDeleted(row) || user.deleted, makes: true });
  }

  function fromUser(user: User): void {
    for (const role of user.roles) {
      const post = posts.get(role);
      for (const org of orgsOf(user.row)) {
        const school = found.schools.get(org);
        if (!found.orgs.has(org)) draft.note(user.row, 'orgSourcedIds', 'unknown_org');
        else if (post && school)
          take(user.row, user, school, post, { from: null, to: null, ended: user.deleted, makes: false });
      }
      if (!post && !learnt.has(role) && !placeless.has(role)) draft.note(user.row, 'role', 'role_unknown');
    }
  }

  function take(
    row: Row<'roles'> | Row<'users'>,
    { id }: User,
    school: School,
    post: Post,
    period: { from: string | null; to: string | null; ended: boolean; makes: boolean },
  ): void {
    const target: Target<'staff'> = { slice: 'staff', stream: streams.staff(school.id, id), schoolId: school.id };
    const { opening, today } = making;
    // Staff of a bundle that came before its first session work already.
    const from = period.from ?? (opening !== null && opening < today ? opening : today);
    const who = { schoolId: school.id, personId: id, post };
    if (period.ended) {
      const lastDay = lastDayOf(row, { from, to: period.to, today });
      draft.wish(target, row, { type: 'LeavePost', ...who, lastDay }, { ending: true });
      return;
    }
    const columns = { from: 'beginDate' };
    draft.wish(
      target,
      row,
      { type: 'TakePost', ...who, from, to: period.to, source: 'oneroster' },
      { makes: period.makes, undated: period.from === null, columns },
    );
  }
}
