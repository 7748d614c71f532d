import { isDeepStrictEqual } from 'node:util';
import type { EventId } from '@peremena/events';
import { type Decider, Refusal, type Written } from './decider.ts';
import { uuidv5 } from './uuid.ts';

const namespace = '6f0b8f0e-7d2b-5a53-9f0a-9c1e2d3a4b5c';

/** The id the specification gives to the n-th given event, for commands that name the event they replace. */
export function givenId(index: number): EventId {
  return uuidv5(namespace, String(index)) as EventId;
}

/** What the specification says of the writing of the n-th given event. */
export function givenWritten(index: number): Written {
  return { id: givenId(index), at: '2026-11-16T08:00:00.000Z', actorId: null };
}

/**
 * Says what a decider does, in events only:
 * `specify(decider).given([posted]).when(correct).then([corrected])`, `.thenRefused('reason_needed')`, `.then([])` for nothing to do.
 * Throws with both sides when the decider does something else, so it needs no assertion library.
 */
export function specify<S, C, E>(decider: Decider<S, C, E>) {
  return {
    given(events: readonly E[]) {
      const state = events.reduce(
        (folded, event, index) => decider.evolve(folded, event, givenWritten(index)),
        decider.initialState,
      );
      return {
        when(command: C) {
          const outcome = attempt(() => decider.decide(state, command));
          return {
            then(expected: readonly E[]): void {
              if (outcome.refusal)
                throw differs(`refused with ${outcome.refusal.code}`, outcome.refusal.facts, expected);
              if (!isDeepStrictEqual(outcome.events, expected)) throw differs('other events', outcome.events, expected);
            },
            thenRefused(code: string, facts?: Readonly<Record<string, unknown>>): void {
              if (!outcome.refusal) throw differs('not refused', outcome.events, code);
              if (outcome.refusal.code !== code) throw differs('another refusal', outcome.refusal.code, code);
              if (facts && !isDeepStrictEqual(outcome.refusal.facts, facts))
                throw differs('other facts', outcome.refusal.facts, facts);
            },
          };
        },
      };
    },
  };
}

type Outcome<E> =
  { readonly events: readonly E[]; readonly refusal: null } | { readonly events: null; readonly refusal: Refusal };

function attempt<E>(decide: () => readonly E[]): Outcome<E> {
  try {
    return { events: decide(), refusal: null };
  } catch (error) {
    if (error instanceof Refusal) return { events: null, refusal: error };
    throw error;
  }
}

function differs(what: string, actual: unknown, expected: unknown): Error {
  return new Error(
    `${what}\nactual   ${JSON.stringify(actual, null, 2)}\nexpected ${JSON.stringify(expected, null, 2)}`,
  );
}
