import type { EventStore } from '@peremena/events/store';
import type { Sealing } from '../../core/parts.ts';

/** Where a set of changes looks up what it does not hold. */
export interface Log {
  readonly store: Pick<EventStore, 'head' | 'readStream' | 'readSchool' | 'readAll'>;
  readonly sealing: Pick<Sealing, 'open'>;
}
