/** Runs tasks of one key one after another, and tasks of different keys side by side. */
export class Queues {
  readonly #tails = new Map<string, Promise<unknown>>();

  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key);
    const mine = before ? before.then(task, task) : task();
    this.#tails.set(key, mine);
    const forget = () => {
      if (this.#tails.get(key) === mine) this.#tails.delete(key);
    };
    mine.then(forget, forget);
    return mine;
  }

  /** Keys with work waiting or running. */
  get size(): number {
    return this.#tails.size;
  }
}
