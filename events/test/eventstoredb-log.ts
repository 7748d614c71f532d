/** An event as a server of EventStoreDB holds it. */
export interface Held {
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export type Proposed = Omit<Held, 'stream' | 'revision' | 'position'>;
export type Expected = bigint | 'no_stream' | 'any' | 'stream_exists';
export type Written =
  | { readonly kind: 'written'; readonly revision: bigint; readonly position: bigint; readonly known?: true }
  | { readonly kind: 'conflict'; readonly actual: bigint | null }
  | { readonly kind: 'too large' };

/** A position at which no record begins was asked for. */
export class NoRecordThere extends Error {}

export const maxAppendSize = 1_048_576;

/**
 * The log of the server of the tests, with the manners of the real one: positions are offsets of bytes and begin beyond 2^53; the server
 * writes events of its own; an append at an exact revision is known again for ever by the ids of its events alone; one that expects any
 * revision only until the next `restart`.
 */
export class HeldLog {
  readonly all: Held[] = [];
  readonly #streams = new Map<string, Held[]>();
  #recent = new Map<string, Held>();
  #end = 2n ** 53n + 1n;

  constructor() {
    this.#write('$settings', [own('$UserCreated')]);
  }

  restart(): void {
    this.#recent = new Map();
    this.#write('$stats', [own('$>'), own('$statsCollected')]);
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): Written {
    if (events.reduce((bytes, { data }) => bytes + data.length, 0) > maxAppendSize) return { kind: 'too large' };
    const held = this.#streams.get(stream) ?? [];
    const actual = held.at(-1)?.revision ?? null;
    if (expected === 'stream_exists' && actual === null) return { kind: 'conflict', actual };
    if (events.length === 0) return { kind: 'written', revision: actual ?? 0n, position: this.#end };
    const before = this.#known(stream, held, expected, events);
    if (before) return { kind: 'written', revision: before.revision, position: before.position, known: true };
    const at = expected === 'no_stream' ? -1n : expected;
    if (typeof at === 'bigint' && at !== (actual ?? -1n)) return { kind: 'conflict', actual };
    const { revision, position } = this.#write(stream, events);
    return { kind: 'written', revision, position };
  }

  stream(name: string): readonly Held[] | undefined {
    return this.#streams.get(name);
  }

  /** Index of the first event at or behind a position, as a read from there has it. */
  indexFrom(position: bigint): number {
    const index = this.all.findIndex((event) => event.position >= position);
    const found = this.all[index];
    if (!found) return this.all.length;
    if (position > 0n && found.position !== position) throw new NoRecordThere();
    return index;
  }

  #known(stream: string, held: readonly Held[], expected: Expected, events: readonly Proposed[]): Held | undefined {
    if (expected === 'any' || expected === 'stream_exists') {
      const all = events.map(({ id }) => this.#recent.get(id));
      return all.every((event) => event?.stream === stream) ? all.at(-1) : undefined;
    }
    const first = expected === 'no_stream' ? 0 : Number(expected) + 1;
    const same = events.every(({ id }, index) => held[first + index]?.id === id);
    return same ? held[first + events.length - 1] : undefined;
  }

  #write(stream: string, events: readonly Proposed[]): Held {
    const held = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, held);
    for (const event of events) {
      const kept = { ...event, stream, revision: BigInt(held.length), position: this.#end };
      this.#end += BigInt(event.data.length + event.metadata.length + 2 * event.type.length + 120);
      held.push(kept);
      this.all.push(kept);
      this.#recent.set(event.id, kept);
    }
    return held.at(-1)!;
  }
}

const own = (type: string): Proposed => ({
  id: crypto.randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: new Uint8Array(),
});
