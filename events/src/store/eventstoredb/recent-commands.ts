/** Where a command was carried out. */
export interface Place {
  readonly stream: string;
  readonly hash: string;
}

/** The commands this process carried out last, across streams. */
export class RecentCommands {
  readonly #room: number;
  readonly #places = new Map<string, Place>();

  constructor(room: number) {
    this.#room = room;
  }

  get(id: string): Place | undefined {
    return this.#places.get(id);
  }

  add(id: string, place: Place): void {
    this.#places.set(id, place);
    const [oldest] = this.#places.keys();
    if (this.#places.size > this.#room && oldest !== undefined) this.#places.delete(oldest);
  }
}
