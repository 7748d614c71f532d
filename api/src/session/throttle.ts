import { Recent } from '../core/recent.ts';

interface Tries {
  readonly count: number;
  /** Milliseconds of the clock until which the next try has to wait. */
  readonly until: number;
  readonly last: number;
}

const forgetAfter = 60 * 60_000;

/** What is free and how the wait grows afterwards. */
interface Limit {
  readonly free: number;
  readonly longest: number;
}
const perPair: Limit = { free: 5, longest: 15 * 60_000 };
const perAddress: Limit = { free: 300, longest: 5 * 60_000 };
const perLogin: Limit = { free: 100, longest: 15 * 60_000 };

/**
 * Slows down guessing without locking anybody out: what counts is login and address together. Guessing one login from many addresses
 * slows down only addresses from which that login never signed in; guessing many logins from one address has a limit wide enough for a school.
 */
export class Throttle {
  readonly #tries = new Recent<Tries>(100_000);
  readonly #proven = new Recent<true>(100_000);
  readonly #clock: () => Date;
  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Seconds to wait before this try is looked at; 0 when it may go on. */
  wait(login: string, address: string): number {
    const now = this.#clock().getTime();
    const until = Math.max(
      this.#until(pair(login, address)),
      this.#until(`from ${address}`),
      this.#proven.get(pair(login, address)) ? 0 : this.#until(`to ${login}`),
    );
    return Math.max(0, Math.ceil((until - now) / 1000));
  }

  /** Counts a try before it is looked at, so that a thousand at once count as a thousand. */
  begin(login: string, address: string): void {
    this.#count(pair(login, address), perPair);
    this.#count(`from ${address}`, perAddress);
    if (!this.#proven.get(pair(login, address))) this.#count(`to ${login}`, perLogin);
  }

  /** The try was right after all: it does not count against anybody, nor do the steps from the address that led there. */
  succeeded(login: string, address: string, steps = 1): void {
    this.#tries.delete(pair(login, address));
    this.#forgive(`from ${address}`, steps);
    if (!this.#proven.get(pair(login, address))) this.#forgive(`to ${login}`);
    this.#proven.set(pair(login, address), true);
  }

  #until(key: string): number {
    return this.#tries.get(key)?.until ?? 0;
  }

  #count(key: string, { free, longest }: Limit): void {
    const now = this.#clock().getTime();
    const before = this.#tries.get(key);
    const count = before && now - before.last < forgetAfter ? before.count + 1 : 1;
    const pause = count <= free ? 0 : Math.min(longest, 1000 * 2 ** Math.min(count - free, 20));
    this.#tries.set(key, { count, until: now + pause, last: now });
  }

  #forgive(key: string, steps = 1): void {
    const before = this.#tries.get(key);
    if (before) this.#tries.set(key, { ...before, count: Math.max(0, before.count - steps) });
  }
}

const pair = (login: string, address: string) => `${login}\n${address}`;
