import type { AnyEvent } from '@peremena/events';
import type { EventStore } from '@peremena/events/store';
import type { Decider } from './decider.ts';
import type { Sealing } from './parts.ts';

/** State of a stream folded up to `revision` (-1n: no events). */
export interface Folded<State> {
  readonly decider: unknown;
  readonly state: State;
  readonly revision: bigint;
}

/** The state of a stream as it is stored now. */
export async function stateNow<S, C, E extends AnyEvent>(
  from: { readonly store: Pick<EventStore, 'readStream'>; readonly sealing: Pick<Sealing, 'open'> },
  stream: string,
  decider: Decider<S, C, E>,
): Promise<S> {
  return (await fold(from, stream, decider, unfolded(decider))).state;
}

const page = 1_000;

export function unfolded<S, C, E>(decider: Decider<S, C, E>): Folded<S> {
  return { decider, state: decider.initialState, revision: -1n };
}

/** Reads the stream's tail after what is known and folds it in. */
export async function fold<S, C, E extends AnyEvent>(
  from: { readonly store: Pick<EventStore, 'readStream'>; readonly sealing: Pick<Sealing, 'open'> },
  stream: string,
  decider: Decider<S, C, E>,
  known: Folded<S>,
): Promise<Folded<S>> {
  let { state, revision } = known;
  for (;;) {
    const stored = await from.store.readStream(stream, { from: revision + 1n, limit: page });
    for (const event of await from.sealing.open(stored)) {
      // The stream's category says which events it holds; the decider names the same category.
      state = decider.evolve(state, event as unknown as E, {
        id: event.id,
        at: event.metadata.at,
        actorId: event.metadata.actorId,
      });
      revision = event.revision;
    }
    if (stored.length < page) return { decider, state, revision };
  }
}
