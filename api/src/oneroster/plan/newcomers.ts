import type { PersonId } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import { orgsOf, type User } from './people.ts';
import type { Enrollment } from './enrollments.ts';
import type { School } from './schools.ts';

/** Somebody who can be given a first sign-in: the bundle names a login and does not disable the person. */
export interface Newcomer {
  readonly personId: PersonId;
  readonly login: string;
  readonly row: Row<'users'>;
  readonly familyName: string;
  readonly givenName: string;
  readonly role: string;
  readonly schools: readonly string[];
  readonly classes: readonly string[];
}

/** Everybody of the bundle who may sign in, with what a school needs to hand the sign-ins out. */
export function newcomersOf(
  users: ReadonlyMap<string, User>,
  schools: ReadonlyMap<string, School>,
  enrollments: readonly Enrollment[],
): Newcomer[] {
  const classes = new Map<User, Set<string>>();
  const taught = new Map<User, Set<string>>();
  for (const { one, user, ended } of enrollments) {
    if (ended) continue;
    if (one.kind === 'class') classes.set(user, (classes.get(user) ?? new Set()).add(one.title));
    taught.set(user, (taught.get(user) ?? new Set()).add(one.school.title));
  }
  return [...users.values()].flatMap((user) => {
    const { username, enabledUser, familyName = '', givenName = '' } = user.row.cells;
    if (user.deleted || username === undefined || enabledUser?.toLowerCase() === 'false') return [];
    const named = orgsOf(user.row).flatMap((org) => schools.get(org)?.title ?? []);
    return [
      {
        personId: user.id,
        login: username,
        row: user.row,
        familyName,
        givenName,
        role: [...user.roles].join(' '),
        schools: [...new Set([...named, ...(taught.get(user) ?? [])])],
        classes: [...(classes.get(user) ?? [])],
      },
    ];
  });
}
