import { type Fact, holdsOn } from './fact.ts';

const work: ReadonlySet<Fact['kind']> = new Set(['teaches', 'substitutes', 'tutor', 'post']);

/** The schools somebody works at today, in whichever role. */
export function worksAt(facts: readonly Fact[], today: (schoolId: string | null) => string): readonly string[] {
  const held = facts.filter((fact) => work.has(fact.kind) && holdsOn(fact, today(fact.schoolId)));
  return [...new Set(held.flatMap(({ schoolId }) => schoolId ?? []))];
}
