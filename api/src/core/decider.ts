/**
 * The rules of one kind of stream. `decide` is pure: it gets the state and a command that already carries time, ids and actor, and gives
 * the events that follow: an expected outcome is an event, a repeat is [], a refusal is a thrown `Refusal`.
 */
export interface Decider<State, Command, Event> {
  readonly initialState: State;
  readonly decide: (state: State, command: Command) => readonly Event[];
  /** `eventId` is the id of the stored event; rules that let a page say what it saw keep it. */
  readonly evolve: (state: State, event: Event, eventId: string) => State;
}

/** A command that the rules refuse. `code` names the problem; `facts` go to the page (ids and codes only, no personal data). */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  constructor(code: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

