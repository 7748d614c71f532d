import { Refusal } from '../../core/decider.ts';
import type { Wish } from '../plan/draft.ts';
import { Codes } from '../shelf/marks.ts';
import type { Outcome } from './each-of.ts';

/** What became of a wish: the type of its event, null where there was nothing to do, or why it was refused. */
export type Became =
  | string
  | null
  | { readonly refused: string; /** The refusal names the day from which it is there. */ readonly dated: boolean };

/** An outcome as it is kept, and told to other threads. */
export const becameOf = (outcome: Outcome | undefined): Became =>
  outcome instanceof Refusal
    ? { refused: outcome.code, dated: outcome.facts['from'] !== undefined }
    : (outcome ?? null);

/** What became of each wish of a plan; two bytes a wish. */
export class Outcomes {
  #numbers = new Uint16Array(1024);
  readonly #codes = new Codes<Became>((became) => JSON.stringify(became));

  set({ w }: Pick<Wish, 'w'>, became: Became): void {
    if (w >= this.#numbers.length) {
      const longer = new Uint16Array(Math.max(w + 1, this.#numbers.length * 2));
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[w] = became === null ? 0 : this.#codes.numberOf(became);
  }

  get({ w }: Pick<Wish, 'w'>): Became {
    return this.#codes.valueOf(this.#numbers[w] ?? 0) ?? null;
  }
}
