import { holdsOn } from './fact.ts';
import type { Standing } from './standing.ts';

/**
 * Admin of a school that the person belongs to, as pupil, staff or guardian of a pupil. Never for oneself, and not for somebody who holds a
 * post in a school where the actor is no admin: a link to a child would otherwise open a foreign school.
 */
export const adminOfPerson: Standing = ({ personId, pupilId, facts, ties = [], own = [], at }) => {
  if (pupilId === personId) return null;
  const holds = (fact: (typeof facts)[number]) => holdsOn(fact, at.today(fact.schoolId));
  const posts = facts.filter((fact) => fact.kind === 'post' && fact.post === 'admin' && holds(fact));
  const adminAt = (schoolId: string | null) => posts.find((post) => post.schoolId === schoolId);
  const foreign = own.some((fact) => fact.kind === 'post' && holds(fact) && !adminAt(fact.schoolId));
  const tie = ties.filter(holds).find((fact) => fact.schoolId !== null && adminAt(fact.schoolId));
  const post = tie && !foreign ? adminAt(tie.schoolId) : undefined;
  return post ? { role: 'admin', fact: post.id } : null;
};
