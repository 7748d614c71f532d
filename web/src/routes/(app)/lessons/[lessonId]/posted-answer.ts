import type { AttendanceCode } from '@peremena/events';

/** What a row of the roll says. */
export type RollCode = AttendanceCode | 'present';

/** What became of a form that was posted: the sentence of a refusal and what was typed, or nothing but its name. */
export interface Posted {
  readonly form: string;
  readonly code: string | null;
  readonly sentence: string | null;
  readonly typed: Readonly<Record<string, string>> | null;
  /** What is there now, where somebody else was quicker. */
  readonly current: string;
}
