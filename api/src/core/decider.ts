import type { EventId, Metadata } from '@peremena/events';

/** Where an event that is folded was written: what a refusal needs to say who changed a thing, and when. */
export interface Written {
  readonly id: EventId;
  readonly at: Metadata['at'];
  readonly actorId: Metadata['actorId'];
}

/**
 * The rules of one kind of stream. `decide` is pure: it gets the state and a command that already carries time, ids and actor, and gives
 * the events that follow: an expected outcome is an event, a repeat is [], a refusal is a thrown `Refusal`.
 */
export interface Decider<State, Command, Event> {
  readonly initialState: State;
  readonly decide: (state: State, command: Command) => readonly Event[];
  /** `written` is the stored event's id, time and actor; rules that let a page say what it saw keep them. */
  readonly evolve: (state: State, event: Event, written: Written) => State;
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
