import type { PersonId } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import type { Members } from './members.ts';
import { orgsOf, type Users } from './people.ts';
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
export function* newcomersOf(
  users: Users,
  schools: ReadonlyMap<string, School>,
  members: Members,
): Generator<Newcomer> {
  const titles = new Map([...schools.values()].map(({ id, title }) => [id as string, title]));
  for (const user of users.values()) {
    const { username, enabledUser, familyName = '', givenName = '' } = user.row.cells;
    if (user.deleted || username === undefined || enabledUser?.toLowerCase() === 'false') continue;
    const named = orgsOf(user.row).flatMap((org) => schools.get(org)?.title ?? []);
    const places = members.of(user.id);
    yield {
      personId: user.id,
      login: username,
      row: user.row,
      familyName,
      givenName,
      role: [...user.roles].join(' '),
      schools: [...new Set([...named, ...places.flatMap(({ school }) => titles.get(school) ?? [])])],
      classes: [...new Set(places.flatMap(({ title }) => title ?? []))],
    };
  }
}
