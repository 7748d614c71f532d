import { kindOf, type AnyEvent, type Recorded } from '@peremena/events';
import type { StoredEvent } from '@peremena/events/store';
import { reasonOf, type Lane, type Met } from './lane.ts';

/** How stored events become events: parsing, and opening in bulk for the read models that may (`opens`). */
export interface Reading {
  readonly decode: (event: StoredEvent) => Recorded<AnyEvent>;
  readonly open: (events: readonly StoredEvent[]) => Promise<readonly StoredEvent[]>;
}

/** The log holds a type that this release does not know. Written policy: the projector stops, for it cannot tell what it would lose. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
  constructor(event: StoredEvent) {
    super(`event ${event.position} is a ${event.type} of version ${event.metadata.schemaVersion}, which this release does not know`);
  }
}

type Decoded = { readonly event: Recorded<AnyEvent> } | { readonly poison: string };

function decodeOne({ decode }: Reading, stored: StoredEvent): Decoded {
  const kind = kindOf(stored.type);
  if (!kind || stored.metadata.schemaVersion > kind.version) throw new UnknownEvent(stored);
  try {
    return { event: decode(stored) };
  } catch (error) {
    return { poison: reasonOf(error) };
  }
}

function meet(lane: Lane, stored: StoredEvent, decoded: Decoded): Met {
  const { stream, position, id, type } = stored;
  const place = { stream, position, id, type };
  if ('poison' in decoded) return { ...place, operations: [], poison: decoded.poison };
  const { event } = decoded;
  try {
    const handler = lane.model.handlers[event.type] as ((event: Recorded<AnyEvent>) => Met['operations']) | undefined;
    return { ...place, event, operations: handler?.(event) ?? [] };
  } catch (error) {
    return { ...place, event, operations: [], poison: reasonOf(error) };
  }
}

/** What each read model makes of a page of the log: only events it handles and has not seen. Each event is parsed once for all. */
export async function meetPage(reading: Reading, lanes: readonly Lane[], page: readonly StoredEvent[]): Promise<ReadonlyMap<Lane, readonly Met[]>> {
  const opening = lanes.filter((lane) => lane.model.opens);
  const wanted = (lane: Lane, event: StoredEvent): boolean => event.position > lane.position && event.type in lane.model.handlers;
  const sealed = page.filter((event) => opening.some((lane) => wanted(lane, event)));
  const opened = new Map((sealed.length > 0 ? await reading.open(sealed) : []).map((event) => [event.position, event]));
  const met = new Map<Lane, Met[]>(lanes.map((lane) => [lane, []]));
  for (const stored of page) {
    if (!kindOf(stored.type)) throw new UnknownEvent(stored);
    let decoded: Decoded | undefined;
    for (const lane of lanes) {
      if (!wanted(lane, stored)) continue;
      const own = lane.model.opens ? decodeOne(reading, opened.get(stored.position) ?? stored) : (decoded ??= decodeOne(reading, stored));
      (met.get(lane) as Met[]).push(meet(lane, stored, own));
    }
  }
  return met;
}
