import { leadOrFollow } from './live/leader.ts';

/** Something changed under a topic, up to a position: never what it changed to. */
export interface Hint {
  readonly topic: string;
  readonly readModel: string;
  readonly position: string;
}

/** What a page is told: a hint, or that the stream was cut and anything may have changed, or that the session ended. */
export type Told = Hint | 'again' | 'closed';

/**
 * Listens for changes under some topics until the given function is called. All tabs of a browser share one stream.
 */
export function listen(topics: readonly string[], told: (what: Told) => void): () => void {
  if (topics.length === 0) return () => undefined;
  return leadOrFollow(topics, told);
}
