import { type AnyEvent, type EventId, kindOf, type Metadata } from '@peremena/events';
import {
  type Appended,
  type EventStore,
  type JsonObject,
  OutcomeUnknown,
  RevisionConflict,
} from '@peremena/events/store';
import { type Decider, Refusal } from './decider.ts';
import type { Sealing } from './parts.ts';
import { Queues } from './queues.ts';
import { Recent } from './recent.ts';
import { fold, type Folded, unfolded } from './folded.ts';
import { uuidv5 } from './uuid.ts';

/** Metadata that comes with the command; schemaVersion is added per event. */
export type CommandMetadata = Omit<Metadata, 'schemaVersion'>;

export interface CommandRequest<State, Command, Event extends AnyEvent> {
  readonly stream: string;
  readonly decider: Decider<State, Command, Event>;
  readonly command: Command;
  /** Covers actor, route and body; the same command id with another hash is refused. */
  readonly hash: string;
  readonly metadata: CommandMetadata;
  /** The stream is believed to have no event yet, so it is not read first: the append proves it, or the stream is read after all. */
  readonly fresh?: boolean;
  /** Nobody is likely to ask for this stream soon: its state is not kept in memory. */
  readonly passing?: boolean;
  /** Said in the answer beside revision, position and ids; stored with the append, so a repeat hears the same. */
  readonly answer?: JsonObject;
}

/** What a command did. `ids` are the ids of its events in order; none when there was nothing to do. */
export interface Handled {
  readonly outcome: 'done' | 'repeated' | 'nothing';
  /** Revision of the stream after it (-1n: no events), and a position in the log by which it is done (0n: nothing to wait for). */
  readonly revision: bigint;
  readonly position: bigint;
  readonly answer: JsonObject & { readonly ids: readonly string[] };
}

export interface HandleDeps {
  readonly store: EventStore;
  readonly sealing: Sealing;
  readonly queues: Queues;
  readonly states: Recent<Folded<unknown>>;
  /** Waits before asking again about an unknown outcome. */
  readonly pause: (attempt: number) => Promise<void>;
}

const attempts = 8;
const unknowns = 3;

/**
 * Carries out one command: state, decide, seal, append at exactly the revision decided on. Commands to one stream queue in this process;
 * after a conflict the tail is read and the command decided again, at most 8 times. A command that was carried out before gets its first
 * answer. Throws `Refusal`, `CommandReused`, `RevisionConflict` (8 conflicts), `OutcomeUnknown`, `StoreUnavailable`.
 */
export function handleCommand<S, C, E extends AnyEvent>(
  deps: HandleDeps,
  request: CommandRequest<S, C, E>,
): Promise<Handled> {
  return deps.queues.run(request.stream, async () => {
    try {
      return await tryOften(deps, request);
    } finally {
      if (request.passing) deps.states.delete(request.stream);
    }
  });
}

async function tryOften<S, C, E extends AnyEvent>(
  deps: HandleDeps,
  request: CommandRequest<S, C, E>,
): Promise<Handled> {
  let unknown = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryOnce(deps, request, attempt > 1);
    } catch (error) {
      if (error instanceof OutcomeUnknown && ++unknown < unknowns) await deps.pause(unknown);
      else if (!(error instanceof RevisionConflict) || attempt >= attempts) throw error;
    }
  }
}

async function tryOnce<S, C, E extends AnyEvent>(
  deps: HandleDeps,
  request: CommandRequest<S, C, E>,
  behind: boolean,
): Promise<Handled> {
  const { stream, decider, metadata } = request;
  let folded = request.fresh && !behind ? unfolded(decider) : await stateOf(deps, stream, decider, behind);
  let decision = decided(decider, folded.state, request.command);
  if (decision.events.length === 0 && !behind) {
    // No append will prove the cached state, so what it says no to is decided on what is stored now.
    folded = await stateOf(deps, stream, decider, true);
    decision = decided(decider, folded.state, request.command);
  }
  const { events, refusal } = decision;
  if (events.length === 0) {
    const first =
      folded.revision < 0n
        ? null
        : await deps.store.findCommand(stream, { id: metadata.commandId, hash: request.hash });
    if (first) return handled(first);
    if (refusal) throw refusal;
    return {
      outcome: 'nothing',
      revision: folded.revision,
      // What the command wanted was done at some time before now.
      position: folded.revision < 0n ? 0n : await deps.store.head(),
      answer: { ids: [], ...request.answer },
    };
  }
  const ids = events.map((_, index) => uuidv5(metadata.commandId, String(index)) as EventId);
  const data = await deps.sealing.seal(stream, events);
  const appended = await deps.store.append({
    stream,
    expected: folded.revision < 0n ? 'no_stream' : folded.revision,
    events: events.map((event, index) => ({
      id: ids[index]!,
      type: event.type,
      data: data[index]!,
      metadata: { ...metadata, schemaVersion: kindOf(event.type)?.version ?? 1 },
    })),
    command: { id: metadata.commandId, hash: request.hash, answer: { ids, ...request.answer } },
  });
  if (appended.outcome === 'appended') {
    let state = folded.state;
    for (const [index, event] of events.entries())
      state = decider.evolve(state, event, { id: ids[index]!, at: metadata.at, actorId: metadata.actorId });
    deps.states.set(stream, { decider, state, revision: appended.revision });
  }
  return handled(appended);
}

function decided<S, C, E>(
  decider: Decider<S, C, E>,
  state: S,
  command: C,
): { events: readonly E[]; refusal: Refusal | null } {
  try {
    return { events: decider.decide(state, command), refusal: null };
  } catch (error) {
    if (error instanceof Refusal) return { events: [], refusal: error };
    throw error;
  }
}

function handled(appended: Appended): Handled {
  return {
    outcome: appended.outcome === 'appended' ? 'done' : 'repeated',
    revision: appended.revision,
    position: appended.position,
    answer: appended.answer as Handled['answer'],
  };
}

async function stateOf<S, C, E extends AnyEvent>(
  deps: HandleDeps,
  stream: string,
  decider: Decider<S, C, E>,
  behind: boolean,
): Promise<Folded<S>> {
  const cached = deps.states.get(stream);
  const known = cached?.decider === decider ? (cached as Folded<S>) : unfolded(decider);
  if (cached?.decider === decider && !behind) return known;
  const folded = await fold(deps, stream, decider, known);
  deps.states.set(stream, folded);
  return folded;
}

/** `handleCommand` with its dependencies bound. */
export type CommandHandler = <S, C, E extends AnyEvent>(request: CommandRequest<S, C, E>) => Promise<Handled>;

/** Binds `handleCommand` to a store. `cachedEvents`: of how many events the folded state is kept (some 100 MB by default). */
export function commandHandler(options: {
  store: EventStore;
  sealing: Sealing;
  cachedEvents?: number;
}): CommandHandler {
  const deps: HandleDeps = {
    store: options.store,
    sealing: options.sealing,
    queues: new Queues(),
    states: new Recent(options.cachedEvents ?? 400_000, ({ revision }) => Number(revision) + 2),
    pause: (attempt) => new Promise((resolve) => setTimeout(resolve, 50 * 4 ** attempt)),
  };
  return (request) => handleCommand(deps, request);
}
