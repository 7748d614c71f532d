import type { StandIn } from '@peremena/projections/queries';

/** A teacher who might stand in, and whether they are free at that hour. */
export interface Candidate extends StandIn {
  readonly busy: boolean;
}

/**
 * Teachers in the order in which a deputy would ask them: who is there and free first; of those who teaches the subject, then who knows
 * the class, then who stood in least, then who has least to do that day and week.
 */
export function ranked(teachers: readonly StandIn[], busy: ReadonlySet<string>): readonly Candidate[] {
  const worth = (one: Candidate): readonly number[] => [
    one.absent ? 2 : one.busy ? 1 : 0,
    one.sameSubject ? 0 : 1,
    one.knowsClass ? 0 : 1,
    one.substitutions,
    one.today,
    one.week,
  ];
  return teachers
    .map((one) => ({ ...one, busy: busy.has(one.teacher.id) }))
    .toSorted((a, b) => {
      const [left, right] = [worth(a), worth(b)];
      const at = left.findIndex((value, i) => value !== right[i]);
      return at < 0 ? 0 : left[at]! - right[at]!;
    });
}
