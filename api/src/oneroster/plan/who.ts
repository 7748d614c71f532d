import type { PersonId } from '@peremena/events';
import type { Reason } from '../reasons.ts';

/** What is kept of somebody who is here where a bundle says nothing of it. */
export interface Held {
  readonly middleName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** A user of the bundle who is somebody that was here before. */
export interface MatchedRow {
  /** The id the source would have given them, where it is decided now; null where it was before. */
  readonly knownAs: PersonId | null;
  readonly held: Held;
}

/** Who users of a bundle are, by sourcedId: whom a person said to be somebody of the school, and who has to be decided about first. */
export interface Who {
  readonly matched: ReadonlyMap<string, MatchedRow>;
  readonly keptOut: ReadonlyMap<string, Reason>;
}

/** A bundle is alone with its people. */
export const nobodyMatched: Who = { matched: new Map(), keptOut: new Map() };
