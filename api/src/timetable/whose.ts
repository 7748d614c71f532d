import type { AccessFact, WeekOf } from '@peremena/projections/queries';
import { holdsOn } from '../access/fact.ts';
import type { Actor, SchoolResource } from '../access/resource.ts';
import { notFound } from '../core/problem.ts';

/** Who asks, at which school, on which day. */
export interface Own {
  readonly actor: Actor;
  readonly resource: SchoolResource;
  readonly today: string;
}

/** A teacher's own week; for a pupil or a family the week of the groups the pupil is in; for a tutor without lessons the class. */
export function ownWeek({ actor, resource, today }: Own): WeekOf | null {
  const own = presentAt(resource, today, actor.facts);
  if (own.some(({ kind }) => kind === 'teaches' || kind === 'substitutes')) return { teacherId: actor.personId };
  const tutor = own.find(({ kind }) => kind === 'tutor');
  if (tutor?.classId) return { classId: tutor.classId };
  const pupil = own.find(({ kind }) => kind === 'enrolled') ?? presentAt(resource, today, resource.facts)[0];
  return pupil ? wardsWeek({ actor, resource, today }, pupil.personId) : null;
}

/** The week of the groups that a ward, or the asker, is in; 404 for anybody else. */
export function wardsWeek({ actor, resource, today }: Own, pupilId: string): WeekOf {
  const facts = presentAt(resource, today, [...actor.facts, ...resource.facts]);
  const own = facts.filter(
    (fact) => fact.personId === pupilId && (fact.kind === 'enrolled' || fact.kind === 'in_group'),
  );
  if (own.length === 0) throw notFound();
  return { pupilId, groupIds: own.flatMap(({ groupId }) => groupId ?? []) };
}

const presentAt = ({ schoolId }: SchoolResource, today: string, facts: readonly AccessFact[]): readonly AccessFact[] =>
  facts.filter((fact) => fact.schoolId === schoolId && holdsOn(fact, today));
