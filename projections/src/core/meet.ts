import { kindOf, type AnyEvent, type Recorded } from '@peremena/events';
import { SealBroken, type StoredEvent } from '@peremena/events/store';
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
    super(
      `event ${event.position} is a ${event.type} of version ${event.metadata.schemaVersion}, which this release does not know`,
    );
  }
}

type Decoded = { readonly event: Recorded<AnyEvent> } | { readonly poison: string };

const unknown = new Set(['UnknownEventType', 'UnknownEventVersion']);

function decodeOne({ decode }: Reading, stored: StoredEvent): Decoded {
  try {
    return { event: decode(stored) };
  } catch (error) {
    if (unknown.has((error as Error).name)) throw new UnknownEvent(stored);
    return { poison: reasonOf(error) };
  }
}

const decodeOpened = (reading: Reading, opened: Opened): Decoded =>
  'poison' in opened ? opened : decodeOne(reading, opened);

type Opened = StoredEvent | { readonly poison: string };

/** Opens in bulk; where one seal of many is broken, each alone, so that only the broken one is poison. */
async function openAll(
  { open }: Pick<Reading, 'open'>,
  sealed: readonly StoredEvent[],
): Promise<ReadonlyMap<bigint, Opened>> {
  if (sealed.length === 0) return new Map();
  try {
    return new Map((await open(sealed)).map((event) => [event.position, event]));
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    if (sealed.length === 1) return new Map([[(sealed[0] as StoredEvent).position, { poison: reasonOf(error) }]]);
    const each = await Promise.all(sealed.map((event) => openAll({ open }, [event])));
    return new Map(each.flatMap((one) => [...one]));
  }
}

interface Arrived {
  readonly stored: StoredEvent;
  /** The name of the type today; an older version may have had another. */
  readonly type: string;
  decoded: Decoded | undefined;
}

function arrive(reading: Reading, stored: StoredEvent): Arrived {
  if (kindOf(stored.type)?.version === stored.metadata.schemaVersion)
    return { stored, type: stored.type, decoded: undefined };
  const decoded = decodeOne(reading, stored);
  return { stored, type: 'event' in decoded ? decoded.event.type : stored.type, decoded };
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
export async function meetPage(
  reading: Reading,
  lanes: readonly Lane[],
  page: readonly StoredEvent[],
): Promise<ReadonlyMap<Lane, readonly Met[]>> {
  const arrived = page.map((stored) => arrive(reading, stored));
  const wanted = (lane: Lane, { stored, type }: Arrived): boolean =>
    stored.position > lane.position && type in lane.model.handlers;
  const opening = lanes.filter((lane) => lane.model.opens);
  const sealed = arrived.filter((one) => opening.some((lane) => wanted(lane, one))).map(({ stored }) => stored);
  const opened = await openAll(reading, sealed);
  const met = new Map<Lane, Met[]>(lanes.map((lane) => [lane, []]));
  for (const one of arrived) {
    for (const lane of lanes) {
      if (!wanted(lane, one)) continue;
      const decoded = lane.model.opens
        ? decodeOpened(reading, opened.get(one.stored.position) ?? one.stored)
        : (one.decoded ??= decodeOne(reading, one.stored));
      (met.get(lane) as Met[]).push(meet(lane, one.stored, decoded));
    }
  }
  return met;
}
