import { factsOfRole, roleOf } from '@peremena/projections/queries';
import { type Fact, holdsOn, workFirst } from './fact.ts';

type Today = (schoolId: string | null) => string;

/** The fact named to act by, where its role is still held by any fact; else null, as if none had been named. */
export function actingIn(facts: readonly Fact[], named: string | null, today: Today): string | null {
  if (named === null) return null;
  return factsOfRole(facts, named).some((fact) => holdsOn(fact, today(fact.schoolId))) ? named : null;
}

/** A role in a school once, work before family, each with the first present fact that gives it. */
export function actingsOf(present: readonly Fact[]) {
  const actings = present
    .toSorted((a, b) => workFirst.indexOf(a.kind) - workFirst.indexOf(b.kind))
    .map((fact) => ({ role: roleOf(fact), schoolId: fact.schoolId, factId: fact.id }));
  const first = Map.groupBy(actings, ({ role, schoolId }) => `${role} ${schoolId}`);
  return [...first.values()].flatMap(([acting]) => acting ?? []);
}
