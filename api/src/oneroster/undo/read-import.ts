import { categoryOf } from '@peremena/events';
import type { EventStore, StoredEvent } from '@peremena/events/store';
import { uuidv5 } from '../../core/uuid.ts';
import { sliceNames, type SliceName } from '../plan/slices.ts';
import type { ImportRecord } from '../records.ts';
import { LaterFacts } from './later-facts.ts';

/** The correlation of the events that undo an import. */
export const undoIdOf = (importId: string): string => uuidv5(importId, 'undo');

/** What the log has of an import, and what it says after it. */
export interface InLog {
  /** Streams the import wrote to, by slice. */
  readonly streams: ReadonlyMap<SliceName, ReadonlySet<string>>;
  /** How many events it made. */
  readonly events: number;
  readonly later: LaterFacts;
}

const page = 1_000;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const slices: ReadonlySet<string> = new Set(sliceNames);

/** Reads the runs of an import, as one, and all that came after it. */
export async function readImport(
  store: EventStore,
  {
    runs,
    others,
  }: {
    readonly runs: readonly Pick<ImportRecord, 'id' | 'positions'>[];
    /** Ids of all imports: what undoes another one stands on nothing. */
    readonly others: readonly string[];
  },
): Promise<InLog> {
  const head = await store.head();
  const ids = new Set(runs.map(({ id }) => id));
  // Places are not taken down of a run that was cut off.
  const first = lowest(runs.map(({ positions }) => positions.first));
  const last = runs.length === 1 ? (runs[0]?.positions.last ?? null) : null;
  const streams = new Map<SliceName, Set<string>>();
  const touched = new Set<string>();
  let events = 0;
  await eachEvent(store, first, last ?? head, (event) => {
    if (!ids.has(event.metadata.correlationId)) return;
    const category = categoryOf(event.stream);
    if (category === undefined || !slices.has(category)) return;
    const slice = category as SliceName;
    streams.set(slice, (streams.get(slice) ?? new Set()).add(event.stream));
    for (const found of `${event.stream} ${JSON.stringify(event.data)}`.match(uuid) ?? []) touched.add(found);
    events += 1;
  });
  const later = new LaterFacts(touched);
  const own = new Set([...ids].flatMap((id) => [id, undoIdOf(id)]));
  const undoing = new Set(others.map(undoIdOf));
  const imports = new Set(others);
  await eachEvent(store, first, head, (event) => {
    const { correlationId } = event.metadata;
    if (!own.has(correlationId))
      later.see(event, { undoes: undoing.has(correlationId), imports: imports.has(correlationId) });
  });
  return { streams, events, later };
}

const lowest = (places: readonly (bigint | null)[]): bigint | null =>
  places.reduce(
    (least, place) => (least === null || place === null ? null : place < least ? place : least),
    places[0] ?? null,
  );

async function eachEvent(
  store: EventStore,
  first: bigint | null,
  upTo: bigint,
  see: (event: StoredEvent) => void,
): Promise<void> {
  let after: bigint | null = null;
  for (;;) {
    const start: { from?: bigint; after?: bigint } = after !== null ? { after } : first !== null ? { from: first } : {};
    const found: readonly StoredEvent[] = await store.readAll({ ...start, limit: page });
    for (const event of found) {
      if (event.position > upTo) return;
      see(event);
    }
    const end = found.at(-1);
    if (found.length < page || !end) return;
    after = end.position;
  }
}
