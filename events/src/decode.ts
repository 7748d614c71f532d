import * as v from 'valibot';
import { kindOf, type AnyEvent } from './catalogue.ts';
import type { EventKind, InStream, Metadata, Recorded } from './event.ts';
import type { EventId } from './ids.ts';
import { upcasters, type Upcast, type Upcaster } from './upcasters.ts';

/** A type this code does not know: written by a later release. */
export class UnknownEventType extends Error {
  override readonly name = 'UnknownEventType';
}

/** A version of a known type that is newer than this code, or so old that no upcaster leads from it. */
export class UnknownEventVersion extends Error {
  override readonly name = 'UnknownEventVersion';
}

/** The stored data does not have the shape of its type. */
export class EventUnreadable extends Error {
  override readonly name = 'EventUnreadable';
}

/** What decoding needs of an event as its stream gave it back. */
export interface Undecoded {
  readonly id: EventId;
  readonly type: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly data: unknown;
  readonly metadata: Metadata;
}

type Known = (type: string) => EventKind | undefined;

/** Reads an event; with its position where it came with one. */
export interface Decoder {
  (stored: Undecoded & { readonly position: bigint }): Recorded<AnyEvent>;
  (stored: Undecoded): InStream<AnyEvent>;
}

/** Makes a decoder for a catalogue and its upcasters. */
export function createDecoder(known: Known, steps: Readonly<Record<string, Upcaster>>): Decoder {
  const stepOf = (upcast: Upcast): Upcaster | undefined => steps[`${upcast.type}.v${upcast.version}`];
  const decode = (stored: Undecoded & { readonly position?: bigint }): Recorded<AnyEvent> => {
    const { id, type, stream, revision, data, metadata } = stored;
    const where = `${stream} at revision ${revision}`;
    let current: Upcast = { type, version: metadata.schemaVersion, data: data as Readonly<Record<string, unknown>> };
    for (let step = stepOf(current); step; step = stepOf(current)) current = step(current.data);
    const kind = known(current.type);
    if (!kind) throw new UnknownEventType(`${where}: ${current.type} is not known`);
    if (kind.version !== current.version) {
      throw new UnknownEventVersion(
        `${where}: ${current.type} has version ${current.version}, known is ${kind.version}`,
      );
    }
    const parsed = v.safeParse(kind.schema, current.data);
    if (!parsed.success) {
      const fields = parsed.issues.map((issue) => v.getDotPath(issue) ?? '').join(', ');
      throw new EventUnreadable(`${where}: ${current.type} is not readable at ${fields}`);
    }
    const event = { id, type: current.type, data: parsed.output, stream, revision, metadata };
    return (stored.position === undefined ? event : { ...event, position: stored.position }) as Recorded<AnyEvent>;
  };
  return decode;
}

/** Upcasts and parses a stored event (its personal fields open, sealed or erased). Errors name the place and fields, never a value. */
export const decode = createDecoder(kindOf, upcasters);
