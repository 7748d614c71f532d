import { type Decider, Refusal, type Written } from '../../core/decider.ts';

/** What became of one command among many: the type of its event, null where there was nothing to do, or why it was refused. */
export type Outcome = string | null | Refusal;

interface LotCommand<Command> {
  readonly command: Command;
  /** Only for a stream that is new. */
  readonly onlyNew: boolean;
  /** Begins the stream: where it is refused, so are those after it. */
  readonly founds: boolean;
}

/** Commands of one stream, and a list that deciding fills with their outcomes, anew each time it is decided. */
export interface Lot<Command> {
  readonly commands: readonly LotCommand<Command>[];
  readonly outcomes: Outcome[];
}

/** Stands for who wrote an event and when, where it is not written yet. */
export const unwritten = { id: '', at: '', actorId: null } as unknown as Written;

/**
 * Many commands of one stream decided as one append, each on the state the ones before it leave. Unlike `batch`, a refusal refuses its own
 * command only: one bad row of a bundle does not hold up the others.
 */
export function eachOf<State, Command, Event extends { readonly type: string }>(
  decider: Decider<State, Command, Event>,
): Decider<State, Lot<Command>, Event> {
  return {
    initialState: decider.initialState,
    evolve: decider.evolve,
    decide(start, { commands, outcomes }) {
      let state = start;
      let foreign: Refusal | null = null;
      outcomes.length = 0;
      return commands.flatMap(({ command, onlyNew, founds }) => {
        try {
          if (foreign) throw foreign;
          const events = onlyNew && start !== decider.initialState ? [] : decider.decide(state, command);
          for (const event of events) state = decider.evolve(state, event, unwritten);
          outcomes.push(events[0]?.type ?? null);
          return events;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          if (founds) foreign = error;
          outcomes.push(error);
          return [];
        }
      });
    },
  };
}
