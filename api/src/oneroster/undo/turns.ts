import { type Decider, Refusal } from '../../core/decider.ts';
import { unwritten } from '../carrying-out/each-of.ts';

/** Commands that are carried out together or not at all, among others of the same stream. */
interface Turn {
  readonly commands: readonly unknown[];
  still?(now: unknown): boolean;
  done?(now: unknown): boolean;
}

/** Turns of one stream, and a list that deciding fills with what became of each, anew each time: a refusal, or null. */
export interface Turns {
  readonly turns: readonly Turn[];
  readonly refusals: (Refusal | null)[];
  /** How many events they led to. */
  made: number;
}

/** Decides turn after turn as one append, each on the state the ones before it leave; what one is refused holds up nobody. */
export function inTurns<State, Command, Event extends { readonly type: string }>(
  decider: Decider<State, Command, Event>,
): Decider<State, Turns, Event> {
  return {
    initialState: decider.initialState,
    evolve: decider.evolve,
    decide(start, given) {
      const { turns, refusals } = given;
      let state = start;
      refusals.length = 0;
      const all = turns.flatMap((turn) => {
        try {
          // The thing of the stream was taken back before, and all of it with it.
          if (Object.is(state, null) || turn.done?.(state)) return refused(null);
          if (turn.still && !turn.still(state)) return refused(new Refusal('undo_changed'));
          let next: State = state;
          const events = turn.commands.flatMap((command) => {
            const decided = decider.decide(next, command as Command);
            for (const event of decided) next = decider.evolve(next, event, unwritten);
            return decided;
          });
          state = next;
          refusals.push(null);
          return events;
        } catch (error) {
          if (error instanceof Refusal) return refused(error);
          throw error;
        }
      });
      given.made = all.length;
      return all;

      function refused(refusal: Refusal | null): Event[] {
        refusals.push(refusal);
        return [];
      }
    },
  };
}
