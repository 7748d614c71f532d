import { classPeople, type ClassPerson, namesOf } from '@peremena/projections/queries';
import { holdsOn } from '../access/fact.ts';
import type { ClassResource } from '../access/resource.ts';
import type { Ctx } from '../core/parts.ts';
import { givenIn, withSignIn } from './given.ts';

/**
 * What may be printed for somebody: `wanted` no code yet, `given` one that counts, `expired`, `disowned` whoever read it said it was not for them,
 * `staff` none here: who works at a school gets a sign-in of its admin alone.
 */
export type SheetState = 'wanted' | 'given' | 'expired' | 'disowned' | 'staff';

/** People of a class who have no sign-in yet, and how many have one. Read within the scope of the one who asks. */
export async function sheetOf(c: Ctx, { classId, schoolId }: ClassResource) {
  const { parts, scope, moment } = c.var;
  const people = await classPeople(parts.sql, scope, { classId, date: moment.today(schoolId) });
  const [signedIn, given, foreign] = await Promise.all([
    withSignIn(
      parts.sql,
      people.map(({ id }) => id),
    ),
    givenIn(parts.sql, classId),
    notForThis(c, schoolId, people),
  ]);
  const without = people.filter(({ id }) => !signedIn.has(id));
  const reporters = await namesOf(
    parts.sql,
    [...given.values()].flatMap(({ disowned }) => disowned?.by ?? []),
  );
  return {
    signedIn: signedIn.size,
    people: without.map((person) => {
      const last = given.get(person.id);
      const state: SheetState = foreign.has(person.id)
        ? 'staff'
        : !last
          ? 'wanted'
          : last.disowned
            ? 'disowned'
            : last.expired
              ? 'expired'
              : 'given';
      return {
        ...nameOf(person),
        wards: person.wards.map(nameOf),
        state,
        until: last?.until ?? null,
        disowned: last?.disowned && {
          why: last.disowned.why,
          at: last.disowned.at,
          by: (last.disowned.by && reporters.get(last.disowned.by)?.short) || null,
        },
      };
    }),
  };
}

const nameOf = ({ id, name: { family, given, middle } }: Pick<ClassPerson, 'id' | 'name'>) => ({
  id,
  name: [family, given, middle].filter(Boolean).join(' '),
});

// A code on paper is the whole account: a tutor must not open a colleague's, an admin not that of another school's staff.
async function notForThis(c: Ctx, schoolId: string, people: readonly ClassPerson[]): Promise<ReadonlySet<string>> {
  const { parts, grant, moment } = c.var;
  const facts = await parts.facts.ofPeople(people.map(({ id }) => id));
  const works = people.filter(({ id }) =>
    (facts.get(id) ?? []).some(
      (fact) =>
        ['post', 'teaches', 'tutor', 'substitutes'].includes(fact.kind) &&
        holdsOn(fact, moment.today(fact.schoolId)) &&
        (grant.role !== 'admin' || fact.schoolId !== schoolId),
    ),
  );
  return new Set(works.map(({ id }) => id));
}
