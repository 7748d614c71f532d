import type { CommandRecord } from '../whole-appends.ts';
import type { WireEvent } from './wire.ts';

/** A command that is known to have been carried out on a stream. */
export interface Done {
  readonly hash: string;
  /** Revision of its last event. */
  readonly revision: bigint;
  readonly events: number;
  /** As JSON. */
  readonly answer: string;
  /** Of its last event; undefined where only its stream was read, which does not tell positions. */
  readonly position?: bigint;
}

/** Every command carried out on a stream up to a revision. */
export interface KnownStream {
  /** -1n: nothing is known but that there is a begin. */
  through: bigint;
  readonly commands: Map<string, Done>;
}

/**
 * What this process knows of streams, for as many commands as it has room for: a cache, filled by what is read and appended, of what the
 * streams themselves hold. It knows a stream from its begin or not at all.
 */
export class KnownStreams {
  readonly #streams = new Map<string, KnownStream>();
  readonly #room: number;
  #held = 0;

  /** `room`: how many commands are remembered. */
  constructor(room: number) {
    this.#room = room;
  }

  get(stream: string): KnownStream | undefined {
    const known = this.#streams.get(stream);
    if (known) {
      this.#streams.delete(stream);
      this.#streams.set(stream, known);
    }
    return known;
  }

  /** Takes in events as they were read, in their order; those that do not follow on what is known teach nothing. */
  learn(stream: string, events: readonly WireEvent[]): void {
    for (const { event, command } of events) {
      const known = this.#streams.get(stream);
      if (event.revision !== (known?.through ?? -1n) + 1n) continue;
      this.#advance(stream, event.revision, command, event.revision);
    }
  }

  /** Takes in an append of our own that was stored. */
  appended(stream: string, command: CommandRecord, revision: bigint, position: bigint): void {
    const known = this.#streams.get(stream);
    if ((known?.through ?? -1n) !== revision - BigInt(command.events)) return;
    this.#advance(stream, revision, command, revision - BigInt(command.events) + 1n, position);
  }

  /** Notes a position that was asked for. */
  placed(stream: string, id: string, position: bigint): void {
    const known = this.#streams.get(stream);
    const done = known?.commands.get(id);
    if (done) known!.commands.set(id, { ...done, position });
  }

  /** Forgets a stream whose last append has an unknown outcome. */
  forget(stream: string): void {
    const known = this.#streams.get(stream);
    if (!known) return;
    this.#held -= known.commands.size + 1;
    this.#streams.delete(stream);
  }

  #advance(stream: string, through: bigint, command: CommandRecord | null, first: bigint, position?: bigint): void {
    let known = this.#streams.get(stream);
    if (!known) {
      known = { through: -1n, commands: new Map() };
      this.#streams.set(stream, known);
      this.#held += 1;
    }
    known.through = through;
    if (command) {
      const { id, hash, events, answer } = command;
      const done = { hash, events, revision: first + BigInt(events) - 1n, answer: JSON.stringify(answer) };
      if (!known.commands.has(id)) this.#held += 1;
      known.commands.set(id, position === undefined ? done : { ...done, position });
    }
    for (const oldest of this.#streams.keys()) {
      if (this.#held <= this.#room || oldest === stream) return;
      this.forget(oldest);
    }
  }
}
