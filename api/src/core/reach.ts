import type { Fact } from '../access/fact.ts';
import type { Ctx } from './parts.ts';
import { notFound } from './problem.ts';

/**
 * The second wall before what is read from streams, where no query has a scope of its own: 404 unless the pupil is the person, their ward, or
 * in their scope by place. `facts` are those of the pupil.
 */
export function pupilInReach(
  c: Ctx,
  { pupilId, facts }: { readonly pupilId: string; readonly facts: readonly Fact[] },
): void {
  const { actor, scope } = c.var;
  const own = actor.personId === pupilId || scope.pupils.includes(pupilId);
  const ward = actor.facts.some((fact) => fact.kind === 'guardian' && fact.pupilId === pupilId);
  const there = facts.some(
    ({ schoolId, classId }) =>
      (schoolId !== null && scope.schools.includes(schoolId)) || (classId !== null && scope.classes.includes(classId)),
  );
  if (!own && !ward && !there) throw notFound();
}

/** The same for what a school keeps: 404 unless the whole school is in the scope. */
export function schoolInReach(c: Ctx, schoolId: string): void {
  if (!c.var.scope.schools.includes(schoolId)) throw notFound();
}

/** The same for what a school tells its own: 404 unless the person, or a ward, belongs to it in the role acted in. */
export function ofSchoolInReach(c: Ctx, schoolId: string): void {
  const { actor, scope } = c.var;
  const belongs = actor.facts.some((fact) => fact.schoolId === schoolId || fact.wardSchoolId === schoolId);
  if (!belongs && !scope.schools.includes(schoolId)) throw notFound();
}
