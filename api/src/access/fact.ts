import type { Post } from '@peremena/events';

/** Kinds of dated facts that rights follow from. */
export const factKinds = ['guardian', 'enrolled', 'in_group', 'teaches', 'tutor', 'post'] as const;
export type FactKind = (typeof factKinds)[number];

/**
 * One dated fact about a person, as the read model `access_facts` holds it. `id` is the id of the event that stated it;
 * `from` and `to` are inclusive dates in the school's time zone, `to` null until further notice.
 */
export interface Fact {
  readonly id: string;
  readonly kind: FactKind;
  readonly personId: string;
  readonly schoolId: string | null;
  readonly pupilId: string | null;
  readonly classId: string | null;
  readonly groupId: string | null;
  readonly subjectId: string | null;
  readonly post: Post | null;
  readonly from: string;
  readonly to: string | null;
}

/** Whether a fact holds on a date `YYYY-MM-DD`. */
export function holdsOn(fact: Fact, date: string): boolean {
  return fact.from <= date && (fact.to === null || date <= fact.to);
}
