import { type PersonId, streams } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import { Marks } from '../shelf/marks.ts';
import { byId, type ById, dateAt, isDeleted, listOf, remembering } from './cells.ts';
import type { Draft, Target } from './draft.ts';
import type { Making } from './making.ts';
import type { MatchedRow } from './who.ts';

/** A user of the bundle that can be taken. */
export interface User {
  readonly id: PersonId;
  readonly row: Row<'users'>;
  /** Lower-case roles the bundle gives, wherever it says so. */
  readonly roles: ReadonlySet<string>;
  readonly sex: string | null;
  readonly deleted: boolean;
}

/** Users of the bundle that can be taken, and those who stand. */
export interface Users extends ById<User> {
  values(): Iterable<User>;
}

const email = /^[^\s@]+@[^\s@]+$/;

/** Users become persons: names, birth date, contacts. What `password` holds is never read. */
export function planPeople(making: Making): Users {
  const { draft, read, standing, who } = making;
  const rows = byId(draft, read.tables.users);
  const demographics = byId(draft, read.tables.demographics);
  const left = new Marks();
  for (const [sourcedId, row] of rows) {
    const keptOut = who.keptOut.get(sourcedId);
    if (isDeleted(row)) draft.aside.set(row, 'aside_deleted');
    else if (keptOut !== undefined) {
      draft.refuse(row, 'familyName', keptOut);
      left.set(row, 1);
    } else if (!register(making, row, demographics.get(sourcedId))) left.set(row, 1);
  }
  for (const [sourcedId, row] of demographics) {
    const user = rows.get(sourcedId);
    if (!user) draft.refuse(row, 'sourcedId', 'unknown_user');
    else if (draft.refused.has(user)) draft.refuse(row, 'sourcedId', 'refers_to_refused');
    else if (draft.aside.has(user) || !row.cells.birthDate)
      draft.aside.set(row, draft.aside.get(user) ?? 'aside_empty');
    else draft.partOf.set(row, user);
  }
  const userOf = (sourcedId: string, row: Row<'users'>): User => ({
    id: making.identity.person(sourcedId),
    row,
    roles: rolesOf(read.tables.roles.rows.about(sourcedId), row),
    sex: demographics.get(sourcedId)?.cells.sex?.toLowerCase() ?? null,
    deleted: isDeleted(row),
  });
  return {
    get: remembering((sourcedId) => {
      const row = rows.get(sourcedId);
      return standing.users.get(sourcedId) ?? (row && left.get(row) === 0 ? userOf(sourcedId, row) : undefined);
    }),
    *values() {
      const own = new Set(standing.users.keys());
      for (const [sourcedId, row] of rows) {
        if (standing.users.has(sourcedId)) own.delete(sourcedId);
        if (left.get(row) === 0) yield standing.users.get(sourcedId) ?? userOf(sourcedId, row);
      }
      for (const sourcedId of own) yield standing.users.get(sourcedId)!;
    },
  };
}

function register(
  { binding, draft, identity, read, standing, today, who }: Making,
  row: Row<'users'>,
  demographics: Row<'demographics'> | undefined,
): boolean {
  const { familyName = '', givenName = '', sourcedId = '' } = row.cells;
  const match = who.matched.get(sourcedId);
  // A cell that is empty tells nothing of somebody who was here before.
  const middleName = row.cells.middleName ?? match?.held.middleName ?? null;
  const id = identity.person(sourcedId);
  const target: Target<'person'> = { slice: 'person', stream: streams.person(id), schoolId: null };
  const columns = { familyName: 'familyName', givenName: 'givenName', middleName: 'middleName', source: 'sourcedId' };
  const names = { familyName, givenName, middleName };
  const birthDate = demographics ? bornOn(draft, demographics, today) : null;
  const source = `oneroster:${sourcedId}`;
  if (match?.knownAs) {
    const { source: sourceId } = identity;
    const ofSource = {
      slice: 'source',
      stream: streams.source(sourceId),
      schoolId: binding?.schoolId ?? null,
    } as const;
    draft.wish(ofSource, row, { type: 'MatchPerson', sourceId, knownAs: match.knownAs, personId: id });
  }
  const made =
    match !== undefined ||
    standing.registered.has(sourcedId) ||
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
    draft.wish(target, row, { type: 'SetContacts', ...contactsOf(draft, row, match) });
  return true;
}

/** Contacts that cannot be used are left out with a note; the person is taken all the same. */
function contactsOf(
  draft: Draft,
  row: Row<'users'>,
  match: MatchedRow | undefined,
): { email: string | null; phone: string | null } {
  const written = row.cells.email ?? null;
  const fits = written === null || (written.length <= 254 && email.test(written));
  if (!fits) draft.note(row, 'email', 'email_form');
  const phone = row.cells.phone ?? row.cells.sms ?? null;
  const short = phone === null || phone.length <= 40;
  if (!short) draft.note(row, row.cells.phone ? 'phone' : 'sms', 'text_long');
  const held = match?.held ?? { email: null, phone: null };
  return { email: (fits ? written : null) ?? held.email, phone: (short ? phone : null) ?? held.phone };
}

/** Lower-case roles of a user, from either version. */
export function rolesOf(rows: readonly Row<'roles'>[], { cells }: Row<'users'>): Set<string> {
  const stated = rows.flatMap((row) => (row.cells.role === undefined || isDeleted(row) ? [] : [row.cells.role]));
  return new Set([...stated, ...(cells.role ? [cells.role] : [])].map((role) => role.toLowerCase()));
}

/** Ids of the organisations a user belongs to, by the columns of either version. */
export const orgsOf = (row: Row<'users'>): string[] => [
  ...new Set([...listOf(row.cells.orgSourcedIds), ...listOf(row.cells.primaryOrgSourcedId)]),
];

/** The birth date of a row; null where it says none, or none that can be, and then the row is refused. */
function bornOn(draft: Draft, row: Row<'demographics'>, today: string): string | null {
  const date = dateAt(draft, row, 'birthDate') ?? null;
  if (date === null || date <= today) return date;
  draft.refuse(row, 'birthDate', 'birth_date_future');
  return null;
}
