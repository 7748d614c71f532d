import { createHash } from 'node:crypto';
import type { AllStreamRecordedEvent, EventData, RecordedEvent } from '@eventstore/db-client';
import type { EventId, Metadata } from '../../index.ts';
import type { AppendRequest, JsonObject, StreamEvent } from '../event-store.ts';
import type { CommandRecord } from '../whole-appends.ts';

/** What the adapter keeps in the metadata of an event, beside the envelope and taken out again when it is read. */
interface Kept {
  readonly id: EventId;
  /** On the first event of an append. */
  readonly command?: CommandRecord;
}

type WireMetadata = Metadata & { readonly log: Kept };

/** An event of ours with what is kept beside it, and the id the server knows it by. */
export interface WireEvent {
  readonly event: StreamEvent;
  readonly command: CommandRecord | null;
  readonly wireId: string;
}

/**
 * The events of an append as they are sent. The server takes an event of the same id at the same revision for the same event and never looks
 * at its content; so the id covers the hash of the command, and a command id that comes back with another body does not pass for a repeat.
 */
export function toWire({ events, command }: AppendRequest): EventData[] {
  const { id, hash, answer } = command;
  return events.map((event, index) => {
    const kept: Kept =
      index === 0 ? { id: event.id, command: { id, hash, events: events.length, answer } } : { id: event.id };
    return json(wireId(event.id, hash), event.type, event.data, { ...event.metadata, log: kept });
  });
}

/** The same event once more, to be known again by the server. */
export function again({ event, command, wireId: id }: WireEvent): EventData {
  const kept: Kept = command ? { id: event.id, command } : { id: event.id };
  return json(id, event.type, event.data, { ...event.metadata, log: kept });
}

const json = (id: string, type: string, data: JsonObject, metadata: WireMetadata): EventData =>
  ({ id, type, contentType: 'application/json', data, metadata }) as unknown as EventData;

/** Reads an event of the server; throws where it is not one of ours. */
export function fromWire(recorded: RecordedEvent | AllStreamRecordedEvent): WireEvent {
  const { log, ...metadata } = (recorded.metadata ?? {}) as unknown as WireMetadata;
  if (typeof log?.id !== 'string')
    throw new Error(`the server holds events of another program: ${recorded.type} in ${recorded.streamId}`);
  const { streamId: stream, revision, type } = recorded;
  const event = { id: log.id, type, stream, revision, data: recorded.data as unknown as JsonObject, metadata };
  return { event, command: log.command ?? null, wireId: recorded.id };
}

/** The server's own events are not ours to read. */
export const isOurs = ({ streamId, type }: AllStreamRecordedEvent): boolean =>
  !streamId.startsWith('$') && !type.startsWith('$');

/** UUIDv5 of the command's hash in the name space of the event's id. */
function wireId(eventId: string, hash: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(eventId.replaceAll('-', ''), 'hex'))
    .update(hash)
    .digest();
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
