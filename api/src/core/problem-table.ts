import { accountsProblems } from './problems/accounts.ts';
import { lessonsProblems } from './problems/lessons.ts';
import { peopleProblems } from './problems/people.ts';
import { rostersProblems } from './problems/rosters.ts';
import { schoolsProblems } from './problems/schools.ts';
import { signingInProblems } from './problems/signing-in.ts';
import type { ProblemRow } from './problems/row.ts';

export type { Language, ProblemRow } from './problems/row.ts';

/** The table in its parts, beside each other in `problems/`; a slice adds one line per refusal to one of them. */
export const problemParts = [
  signingInProblems,
  accountsProblems,
  lessonsProblems,
  schoolsProblems,
  peopleProblems,
  rostersProblems,
] as const;

/** Every problem the API can answer with: its code, status and sentence. `docs/reference/problems.md` is generated from this table. */
export const problems = {
  ...signingInProblems,
  ...accountsProblems,
  ...lessonsProblems,
  ...schoolsProblems,
  ...peopleProblems,
  ...rostersProblems,
} as const;

export type ProblemCode = keyof typeof problems;

/** The row of a code, also for a code that came as plain text; undefined when the table has none. */
export function problemRow(code: string): ProblemRow | undefined {
  return Object.hasOwn(problems, code) ? problems[code as ProblemCode] : undefined;
}
