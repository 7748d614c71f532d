import { type SchoolId, streams } from '@peremena/events';
import { aroundOf, type Known, nameKey } from '../around.ts';
import { isDeleted } from '../plan/cells.ts';
import type { Identity } from '../plan/identity.ts';
import type { Log } from '../plan/log.ts';
import type { BundleRead } from '../reading/read-bundle.ts';
import type { Row } from '../reading/table.ts';

const askedAtOnce = 32;
const unknown = 'unknown user';
const called = 'called';

const namesOf = ({ cells: { familyName = '', givenName = '' } }: Row<'users'>): string =>
  nameKey({ familyName, givenName });

/** Users of a bundle whom nobody here is by their id, and the people of schools who are called like one of them. */
export interface Newcomers {
  /** In the order of the bundle, those alone that somebody is called like. */
  rows(): Iterable<readonly [Row<'users'>, readonly Known[]]>;
}

/**
 * Looks up in the log which users of a bundle are new by their id, and who of the schools is called like them. One school after another is in memory, and
 * of its people those alone who are called so.
 */
export async function readNewcomers(
  { tables, shelf }: BundleRead,
  own: Identity,
  {
    log,
    schools,
    today,
    isMatched,
  }: {
    readonly log: Log;
    readonly schools: readonly SchoolId[];
    readonly today: string;
    readonly isMatched: (sourcedId: string) => boolean;
  },
): Promise<Newcomers> {
  const known = new Map<string, Known[]>();
  const waiting = schools.length === 0 ? [].values() : tables.users.rows[Symbol.iterator]();
  let some = false;
  const worker = async (): Promise<void> => {
    for (const row of waiting) {
      const { sourcedId = '' } = row.cells;
      if (isDeleted(row) || isMatched(sourcedId) || (await isHere(sourcedId))) continue;
      some = true;
      shelf.add(unknown, sourcedId);
      shelf.add(called, namesOf(row));
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce }, worker));
  if (some) for (const school of schools) await gatherFrom(school);
  return {
    *rows() {
      if (known.size === 0) return;
      for (const row of tables.users.rows) {
        const { sourcedId = '' } = row.cells;
        const alike = known.get(namesOf(row));
        // A second row of an id is refused by the plan.
        if (alike && shelf.has(unknown, sourcedId) && tables.users.rows.get(sourcedId)?.n === row.n) yield [row, alike];
      }
    },
  };

  async function isHere(sourcedId: string): Promise<boolean> {
    const stream = streams.person(own.person(sourcedId));
    const [last] = await log.store.readStream(stream, { direction: 'backwards', limit: 1 });
    return last !== undefined && last.type !== 'PersonWithdrawn';
  }

  async function gatherFrom(school: SchoolId): Promise<void> {
    for (const person of (await aroundOf(log, school, today))?.people ?? []) {
      const key = nameKey(person);
      if (!shelf.has(called, key)) continue;
      const alike = known.get(key) ?? [];
      const before = alike.findIndex(({ personId }) => personId === person.personId);
      if (before < 0) alike.push(person);
      else alike[before] = inBoth(alike[before]!, person);
      known.set(key, alike);
    }
  }
}

/** One person as two schools know them. */
const inBoth = (one: Known, other: Known): Known => ({
  ...one,
  pupil: one.pupil || other.pupil,
  classTitle: one.classTitle ?? other.classTitle,
  childrenIn: [...new Set([...one.childrenIn, ...other.childrenIn])],
  staff: one.staff || other.staff,
  here: one.here || other.here,
});
