import type { AnyEvent, Recorded } from '@peremena/events';
import type { Projection } from './projection.ts';

/** What changed for whom: never what it changed to. */
export interface Hint {
  readonly readModel: string;
  readonly topics: readonly string[];
}

/** Told after a page is in the tables: every read model has seen the log up to `position`. */
export type Progress = (position: bigint, hints: readonly Hint[]) => void;

/** Whom a read model tells of these events. */
export function hintOf(model: Projection, events: readonly Recorded<AnyEvent>[]): Hint {
  const topics = new Set<string>();
  for (const event of events) for (const topic of model.topics(event)) topics.add(topic);
  return { readModel: model.name, topics: [...topics] };
}
