import type { Known } from '../around.ts';

/** What a person said who somebody of a file is: the id of a candidate, or this. */
export const somebodyElse = 'other';

/** Who people of a file are, as a person said beside it: ids of candidates by row (`file:line`), `other` for somebody else. */
export type Decisions = Readonly<Record<string, string>>;

export const rowKey = ({ file, line }: { readonly file: string; readonly line: number }): string => `${file}:${line}`;

/** Whom a row may be. */
export interface Candidate {
  readonly personId: string;
  readonly name: string;
  /** ISO date, null where it is not known. */
  readonly birthDate: string | null;
  readonly classTitle: string | null;
  /** Classes of their children. */
  readonly childrenIn: readonly string[];
  /** Has or had a post or taught. */
  readonly staff: boolean;
  /** Whether anything ties them to the school now or later. */
  readonly here: boolean;
  /** The row of the file they stand in, null for people of the school. */
  readonly row: { readonly file: string; readonly line: number } | null;
}

/** Somebody of a file who may be here already, and who that could be: a person decides. */
export interface Proposal {
  readonly file: string;
  readonly line: number;
  /** What was decided beside the file; null where the row is still left out. */
  readonly decided: string | null;
  /** The same person was decided for another row as well, so both are left out. */
  readonly twice: boolean;
  /** As the row has it, ISO; null where it has none. */
  readonly birthDate: string | null;
  /** Classes the file has the row's person in. */
  readonly classes: readonly string[];
  /** Null where the file does not say. */
  readonly pupil: boolean | null;
  readonly candidates: readonly Candidate[];
}

/** Whether two dates of birth agree; null where one is not known. */
export function sameBirth(a: string | null, b: string | null): boolean | null {
  return a === null || b === null ? null : a === b;
}

type Named = Pick<Known, 'familyName' | 'givenName' | 'middleName'>;

/** A name as a question shows it. */
export const nameOf = ({ familyName, givenName, middleName }: Named): string =>
  [familyName, givenName, middleName].filter(Boolean).join(' ');

/** Somebody of the school, as one whom a row may be. */
export function candidateOf({ personId, birthDate, classTitle, childrenIn, staff, here, ...one }: Known): Candidate {
  return { personId, name: nameOf(one), birthDate, classTitle, childrenIn, staff, here, row: null };
}
