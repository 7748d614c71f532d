import type { EventId, Metadata, SchoolId } from '../index.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** An event on its way into the log; personal fields are already sealed. `id` is UUIDv5(commandId, index). */
export interface NewEvent {
  readonly id: EventId;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: Metadata;
}

/** An event as its stream gives it. `revision` counts in the stream from 0. */
export interface StreamEvent extends NewEvent {
  readonly stream: string;
  readonly revision: bigint;
}

/**
 * An event as the log gives it. `position` is the store's own place of it: above 0 and above that of every event before it in the log, exact
 * as a bigint, and nothing else. Numbers without gaps are the proof's, not the store's.
 */
export interface StoredEvent extends StreamEvent {
  readonly position: bigint;
}

export type ExpectedRevision = 'any' | 'no_stream' | 'exists' | bigint;

/** The command an append carries out. `hash` covers actor, route and body: the same id with another hash is refused. */
export interface AppendCommand {
  readonly id: string;
  readonly hash: string;
  /** What the first answer said beside revision and position; a repeat is given the same. */
  readonly answer: JsonObject;
}

export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
  readonly command: AppendCommand;
}

/** What an append did. `repeated`: this command was carried out before; revision, position and answer are those of then. */
export interface Appended {
  readonly outcome: 'appended' | 'repeated';
  /** Revision and position of the last event of the append. */
  readonly revision: bigint;
  readonly position: bigint;
  readonly answer: JsonObject;
}

export interface ReadStreamOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** First revision to give; default the stream's first (forwards) or last (backwards). */
  readonly from?: bigint;
  readonly limit: number;
}

export interface ReadAllOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** Exclusive: forwards gives positions above it, backwards below it. 0n, or a position the log gave. Default: the log's begin or end. */
  readonly after?: bigint;
  /** In place of `after`, forwards: the position of the first event to give, as the log gave it. */
  readonly from?: bigint;
  readonly limit: number;
}

export interface SchoolRange {
  /** Exclusive. */
  readonly after: bigint;
  /** Inclusive. */
  readonly upTo: bigint;
  readonly limit: number;
}

export interface SubscribeOptions {
  /** Exclusive start: the position of the last event processed as the log gave it, 0n for all. */
  readonly after: bigint;
  /** At most this many events a page. */
  readonly pageSize: number;
  readonly signal: AbortSignal;
}

/** One append as the log keeps it: all its events, and the command it carried out. */
export interface StoredAppend {
  readonly stream: string;
  readonly events: readonly StoredEvent[];
  readonly command: AppendCommand;
}

/**
 * The log. Every operation ends within its time limit (default 10 s) and touches one stream at most.
 * Errors: see errors.ts. An append whose outcome is not known raises `OutcomeUnknown`; ask again with the same command.
 */
export interface EventStore {
  append(request: AppendRequest): Promise<Appended>;
  /** What the command of this id did, looked for in `stream`; null if it never was carried out. `CommandReused` if `hash` differs. */
  findCommand(stream: string, command: { readonly id: string; readonly hash: string }): Promise<Appended | null>;
  /** Without positions: not every store tells them here. */
  readStream(stream: string, options: ReadStreamOptions): Promise<readonly StreamEvent[]>;
  readAll(options: ReadAllOptions): Promise<readonly StoredEvent[]>;
  /** Events of one school in log order, positions above `after` up to and including `upTo`, at most `limit`. */
  readSchool(school: SchoolId, range: SchoolRange): Promise<readonly StoredEvent[]>;
  /** Whole appends in log order behind `after` (0n, or the position of the last event of an append): for a copy of the log. At most `limit` events. */
  readAppends(options: { readonly after: bigint; readonly limit: number }): Promise<readonly StoredAppend[]>;
  /** Position of the last event, 0n in an empty log. */
  head(): Promise<bigint>;
  /** Pages of events in log order for ever, through outages of the store, until the signal aborts. Never gives an event twice. */
  subscribe(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]>;
  close(): Promise<void>;
}

/** One append holds at most this many events and bytes of data and metadata, on every adapter. */
export const appendLimits = { events: 400, bytes: 900_000 } as const;
