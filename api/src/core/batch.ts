import type { Decider, Written } from './decider.ts';

const unwritten = { id: '', at: '', actorId: null } as unknown as Written;

/**
 * Many commands of one stream decided as one, each on the state the ones before it leave: what bulk work (import, demo) appends at once.
 * Make it once per module: the identity of a decider is what folded state is cached by. Not for rules that look at who wrote an event:
 * inside the batch nothing is written yet.
 */
export function batch<State, Command, Event>(
  decider: Decider<State, Command, Event>,
): Decider<State, readonly Command[], Event> {
  return {
    initialState: decider.initialState,
    evolve: decider.evolve,
    decide(state, commands) {
      let now = state;
      return commands.flatMap((command) => {
        const events = decider.decide(now, command);
        for (const event of events) now = decider.evolve(now, event, unwritten);
        return events;
      });
    },
  };
}
