import { type PersonId, streams } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import { byId, dateAt, isDeleted, listOf } from './cells.ts';
import type { Draft, Target } from './draft.ts';
import type { Making } from './making.ts';

/** A user of the bundle that can be taken. */
export interface User {
  readonly id: PersonId;
  readonly row: Row<'users'>;
  /** Lower-case roles the bundle gives, wherever it says so. */
  readonly roles: ReadonlySet<string>;
  readonly sex: string | null;
  readonly deleted: boolean;
}

const email = /^[^\s@]+@[^\s@]+$/;

/** Users become persons: names, birth date, contacts. What `password` holds is never read. */
export function planPeople(making: Making): Map<string, User> {
  const { draft, identity, read } = making;
  const rows = byId(draft, read.tables.users);
  const demographics = byId(draft, read.tables.demographics);
  const roles = rolesOf(read.tables.roles.rows);
  const users = new Map<string, User>();
  for (const [sourcedId, row] of rows) {
    const deleted = isDeleted(row);
    const own = row.cells.role?.toLowerCase();
    const sex = demographics.get(sourcedId)?.cells.sex?.toLowerCase() ?? null;
    const user = {
      id: identity.person(sourcedId),
      row,
      roles: new Set([...(roles.get(sourcedId) ?? []), ...(own ? [own] : [])]),
      sex,
      deleted,
    };
    if (deleted) draft.aside.set(row, 'aside_deleted');
    else if (!register(making, user, demographics.get(sourcedId))) continue;
    users.set(sourcedId, user);
  }
  for (const [sourcedId, user] of making.standing.users) users.set(sourcedId, user);
  for (const [sourcedId, row] of demographics) {
    const user = rows.get(sourcedId);
    if (!user) draft.refuse(row, 'sourcedId', 'unknown_user');
    else if (draft.refused.has(user)) draft.refuse(row, 'sourcedId', 'refers_to_refused');
    else if (draft.aside.has(user) || !row.cells.birthDate)
      draft.aside.set(row, draft.aside.get(user) ?? 'aside_empty');
    else draft.partOf.set(row, user);
  }
  return users;
}

function register(
  { draft, read, standing }: Making,
  { id, row }: User,
  demographics: Row<'demographics'> | undefined,
): boolean {
  const target: Target<'person'> = { slice: 'person', stream: streams.person(id), schoolId: null };
  const { familyName = '', givenName = '', middleName = null, sourcedId } = row.cells;
  const columns = { familyName: 'familyName', givenName: 'givenName', middleName: 'middleName', source: 'sourcedId' };
  const names = { familyName, givenName, middleName };
  const birthDate = (demographics && dateAt(draft, demographics, 'birthDate')) ?? null;
  const source = `oneroster:${sourcedId}`;
  const made =
    standing.registered.has(sourcedId ?? '') ||
    draft.wish(
      target,
      row,
      { type: 'RegisterPerson', personId: id, ...names, birthDate, source },
      { makes: true, columns },
    );
  if (!made) return false;
  draft.wish(target, row, { type: 'RenamePerson', ...names }, { columns });
  if (demographics && birthDate !== null) draft.wish(target, demographics, { type: 'CorrectBirthDate', birthDate });
  const { columns: there } = read.tables.users;
  if (there.has('email') || there.has('phone') || there.has('sms'))
    draft.wish(target, row, { type: 'SetContacts', ...contactsOf(draft, row) });
  return true;
}

/** Contacts that cannot be used are left out with a note; the person is taken all the same. */
function contactsOf(draft: Draft, row: Row<'users'>): { email: string | null; phone: string | null } {
  const written = row.cells.email ?? null;
  const fits = written === null || (written.length <= 254 && email.test(written));
  if (!fits) draft.note(row, 'email', 'email_form');
  const phone = row.cells.phone ?? row.cells.sms ?? null;
  const short = phone === null || phone.length <= 40;
  if (!short) draft.note(row, row.cells.phone ? 'phone' : 'sms', 'text_long');
  return { email: fits ? written : null, phone: short ? phone : null };
}

function rolesOf(rows: readonly Row<'roles'>[]): Map<string, Set<string>> {
  const roles = new Map<string, Set<string>>();
  for (const row of rows) {
    const { userSourcedId, role } = row.cells;
    if (userSourcedId === undefined || role === undefined || isDeleted(row)) continue;
    const known = roles.get(userSourcedId) ?? new Set();
    roles.set(userSourcedId, known.add(role.toLowerCase()));
  }
  return roles;
}

/** Ids of the organisations a user belongs to, by the columns of either version. */
export const orgsOf = (row: Row<'users'>): string[] => [
  ...new Set([...listOf(row.cells.orgSourcedIds), ...listOf(row.cells.primaryOrgSourcedId)]),
];
