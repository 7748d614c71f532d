import type { AccessFact } from '@peremena/projections/queries';

/** A dated fact that rights follow from, as the read model `access_facts` holds it. */
export type Fact = AccessFact;

/** Kinds of facts, in the order in which they name the role of an act that needs none. */
export const workFirst: readonly Fact['kind'][] = [
  'teaches',
  'substitutes',
  'tutor',
  'post',
  'guardian',
  'enrolled',
  'in_group',
];

/** Whether a fact holds on a date `YYYY-MM-DD`. */
export function holdsOn(fact: Fact, date: string): boolean {
  return fact.from <= date && (fact.to === null || date <= fact.to);
}
