import { StoreUnavailable } from '../errors.ts';

/** How much may be under way and wait at once, and how long a call may take. */
export interface Bounds {
  readonly underWay: number;
  readonly bytesUnderWay: number;
  readonly waiting: number;
  readonly waitingBytes: number;
  readonly timeLimitMs: number;
}

interface Turn {
  readonly keys: readonly string[];
  readonly bytes: number;
  /** `performance.now()` after which it is not begun any more. */
  readonly until: number;
  begin(): void;
  refuse(error: Error): void;
}

/** Lets work begin in the order it came: bounded in number and bytes, and never two pieces that share a key. */
export class Turns {
  readonly #bounds: Bounds;
  readonly #busy = new Set<string>();
  #queue: Turn[] = [];
  #waitingBytes = 0;
  #underWay = 0;
  #bytes = 0;
  #idle: (() => void)[] = [];

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** Does the work when its turn comes; `StoreUnavailable` when too much waits, or when the turn does not come in time. */
  async take<T>(keys: readonly string[], bytes: number, until: number, work: () => Promise<T>): Promise<T> {
    if (this.#queue.length >= this.#bounds.waiting || this.#waitingBytes + bytes > this.#bounds.waitingBytes)
      throw new StoreUnavailable('too many appends wait');
    await new Promise<void>((resolve, reject) => {
      this.#waitingBytes += bytes;
      this.#queue.push({ keys, bytes, until, begin: resolve, refuse: reject });
      this.#look();
    });
    try {
      return await work();
    } finally {
      for (const key of keys) this.#busy.delete(key);
      this.#underWay -= 1;
      this.#bytes -= bytes;
      this.#look();
    }
  }

  /** Resolves when nothing is under way or waits. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle.push(resolve);
      this.#look();
    });
  }

  #look(): void {
    const now = performance.now();
    const left: Turn[] = [];
    for (const [index, turn] of this.#queue.entries()) {
      if (this.#underWay >= this.#bounds.underWay) {
        left.push(...this.#queue.slice(index));
        break;
      }
      const { keys, bytes, until } = turn;
      const room = this.#underWay === 0 || this.#bytes + bytes <= this.#bounds.bytesUnderWay;
      if (until <= now) {
        this.#waitingBytes -= bytes;
        turn.refuse(new StoreUnavailable('the log is too busy'));
      } else if (room && !keys.some((key) => this.#busy.has(key))) {
        for (const key of keys) this.#busy.add(key);
        this.#underWay += 1;
        this.#bytes += bytes;
        this.#waitingBytes -= bytes;
        turn.begin();
      } else left.push(turn);
    }
    this.#queue = left;
    if (this.#underWay > 0 || left.length > 0) return;
    for (const done of this.#idle) done();
    this.#idle = [];
  }
}
