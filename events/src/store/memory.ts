import { checkAppend } from './check-append.ts';
import { CommandReused, RevisionConflict } from './errors.ts';
import type { Appended, AppendRequest, EventStore, JsonObject, StoredEvent, SubscribeOptions } from './event-store.ts';
import { checkLimit } from './page-limit.ts';
import { follow } from './follow.ts';
import { createBell } from './bell.ts';
import { wholeAppends, type Row } from './whole-appends.ts';

interface Done {
  readonly stream: string;
  readonly hash: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly answer: string;
}

/** A log in memory, for tests. Behaves like the others, keeps nothing. */
export function openMemoryStore(): EventStore {
  const log: StoredEvent[] = [];
  const streams = new Map<string, StoredEvent[]>();
  const commands = new Map<string, Done>();
  const rows: Row[] = [];
  const bell = createBell();
  const closing = new AbortController();

  const repeated = (stream: string, command: { id: string; hash: string }): Appended | null => {
    const done = commands.get(command.id);
    if (!done) return null;
    if (done.hash !== command.hash || done.stream !== stream)
      throw new CommandReused(`command ${command.id} was used before`);
    return {
      outcome: 'repeated',
      revision: done.revision,
      position: done.position,
      answer: JSON.parse(done.answer) as JsonObject,
    };
  };

  const append = (request: AppendRequest): Appended => {
    const checked = checkAppend(request);
    const { stream, expected, events, command } = request;
    const before = repeated(stream, command);
    if (before) return before;
    const own = streams.get(stream) ?? [];
    const actual = own.at(-1)?.revision ?? null;
    if (!holds(expected, actual)) throw new RevisionConflict(stream, expected, actual);
    const stored = events.map((event, index) => ({
      id: event.id,
      type: event.type,
      stream,
      revision: BigInt(own.length + index),
      position: BigInt(log.length + index + 1),
      data: JSON.parse(checked.events[index]!.data) as JsonObject,
      metadata: JSON.parse(checked.events[index]!.metadata) as StoredEvent['metadata'],
    }));
    own.push(...stored);
    log.push(...stored);
    streams.set(stream, own);
    const { revision, position } = stored.at(-1)!;
    const record = { id: command.id, hash: command.hash, events: events.length, answer: command.answer };
    rows.push(...stored.map((event, index) => ({ ...event, command: index === 0 ? structuredClone(record) : null })));
    commands.set(command.id, { stream, hash: command.hash, revision, position, answer: checked.answer });
    bell.ring();
    return { outcome: 'appended', revision, position, answer: command.answer };
  };

  const store: EventStore = {
    append: (request) => promised(() => append(request)),
    findCommand: (stream, command) => promised(() => repeated(stream, command)),
    readStream: (stream, { direction = 'forwards', from, limit }) =>
      promised(() =>
        page(streams.get(stream) ?? [], direction, limit, (event) => inRange(event.revision, direction, from)),
      ),
    readAll: ({ direction = 'forwards', after, from, limit }) =>
      promised(() =>
        page(
          log,
          direction,
          limit,
          ({ position }) => position !== after && inRange(position, direction, from ?? after),
        ),
      ),
    readSchool: (school, { after, upTo, limit }) =>
      promised(() =>
        page(
          log,
          'forwards',
          limit,
          ({ metadata, position }) => metadata.schoolId === school && position > after && position <= upTo,
        ),
      ),
    readAppends: ({ after, limit }) =>
      promised(() => wholeAppends(rows.filter(({ position }) => position > after).map(clone), checkLimit(limit))),
    head: () => Promise.resolve(BigInt(log.length)),
    subscribe: (options: SubscribeOptions) =>
      follow(store, bell, { ...options, signal: AbortSignal.any([options.signal, closing.signal]) }),
    close: () => promised(() => closing.abort()),
  };
  return store;
}

function holds(expected: AppendRequest['expected'], actual: bigint | null): boolean {
  if (expected === 'any') return true;
  if (expected === 'no_stream') return actual === null;
  if (expected === 'exists') return actual !== null;
  return expected === actual;
}

function inRange(value: bigint, direction: 'forwards' | 'backwards', from: bigint | undefined): boolean {
  return from === undefined || (direction === 'forwards' ? value >= from : value <= from);
}

function page(
  events: readonly StoredEvent[],
  direction: string,
  limit: number,
  wanted: (event: StoredEvent) => boolean,
): StoredEvent[] {
  checkLimit(limit);
  const found = events.filter(wanted);
  return (direction === 'forwards' ? found : found.reverse()).slice(0, limit).map(clone);
}

const clone = <T>(event: T): T => structuredClone(event);

function promised<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}
