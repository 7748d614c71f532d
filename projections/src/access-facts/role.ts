import type { Role } from '@peremena/events';
import type { AccessFact } from './query.ts';

const roles: Readonly<Record<AccessFact['kind'], Role>> = {
  teaches: 'teacher',
  substitutes: 'teacher',
  tutor: 'tutor',
  post: 'teacher',
  guardian: 'guardian',
  enrolled: 'pupil',
  in_group: 'pupil',
};

/** The role a fact gives. */
export const roleOf = (fact: AccessFact): Role => fact.post ?? roles[fact.kind];

/**
 * The facts that give the same role in the same school as the named one: what a person has who acts in that role. All of them where none is
 * named, none where it is nobody's fact.
 */
export function factsOfRole(facts: readonly AccessFact[], factId: string | null): readonly AccessFact[] {
  if (factId === null) return facts;
  const named = facts.find(({ id }) => id === factId);
  return named ? facts.filter((fact) => roleOf(fact) === roleOf(named) && fact.schoolId === named.schoolId) : [];
}
