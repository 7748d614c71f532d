import { StoreUnavailable } from '@peremena/events/store';

interface Tail {
  last: Promise<unknown>;
  count: number;
}

/** Runs tasks of one key one after another, and tasks of different keys side by side. */
export class Queues {
  readonly #tails = new Map<string, Tail>();
  readonly #most: number;

  /** `most`: tasks of one key that may run and wait; one more is refused with `StoreUnavailable`. */
  constructor(most = 1_000) {
    this.#most = most;
  }

  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const tail = this.#tails.get(key) ?? { last: Promise.resolve(), count: 0 };
    if (tail.count >= this.#most) throw new StoreUnavailable('too much waits for one stream');
    const mine = tail.count === 0 ? task() : tail.last.then(task, task);
    tail.last = mine;
    tail.count += 1;
    this.#tails.set(key, tail);
    try {
      return await mine;
    } finally {
      tail.count -= 1;
      if (tail.count === 0) this.#tails.delete(key);
    }
  }

  /** Keys with work waiting or running. */
  get size(): number {
    return this.#tails.size;
  }
}
