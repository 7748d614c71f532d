import { leadOrFollow } from './live/leader.ts';

/** Something changed under a topic, up to a position: never what it changed to. */
export interface Hint {
  readonly topic: string;
  readonly readModel: string;
  readonly position: string;
}

/** What a page listens to, and the role it listens in: null where none was chosen. */
export interface Wanted {
  readonly topics: readonly string[];
  readonly acting: string | null;
}

/** What a page is told: a hint, or that the stream was cut and anything may have changed, or that the session ended. */
export type Told = Hint | 'again' | 'closed';

/**
 * Listens for changes under some topics until the given function is called. All tabs of a browser that act in one role share one stream.
 */
export function listen(wanted: Wanted, told: (what: Told) => void): () => void {
  if (wanted.topics.length === 0) return () => undefined;
  return leadOrFollow(wanted, told);
}
