import { event, type EventOf } from './event.ts';
import { PersonId, SourceId } from './ids.ts';

/**
 * Whom a source of bundles knows under an id of its own is somebody who was here before, as a person said. `knownAs` is the id that follows from
 * the source and its sourcedId: the one the person would have had as a new one.
 */
export const PersonMatched = event('PersonMatched', 1, {
  sourceId: SourceId,
  knownAs: PersonId,
  personId: PersonId,
});
/** It never was said: the source knows nobody under this id. The person stays. */
export const PersonMatchWithdrawn = event('PersonMatchWithdrawn', 1, {
  sourceId: SourceId,
  knownAs: PersonId,
  personId: PersonId,
});

export const sourceEvents = [PersonMatched, PersonMatchWithdrawn] as const;
export type SourceEvent = EventOf<(typeof sourceEvents)[number]>;
