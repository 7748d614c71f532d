import type { TakenWith } from '../plan/plan.ts';
import type { Fate } from './fates.ts';

/** What became of lines that are several rows of a bundle: a pupil of a list is a person, a birth date and a place in a class. */
export class Lines {
  readonly #fates = new Map<string, { readonly file: string; fate: Fate }>();

  /** One more row of a line; the first tells what the line is about. */
  met(file: string, line: number, fate: Fate): void {
    const key = keyOf({ file, line });
    const before = this.#fates.get(key);
    if (before) before.fate = together(before.fate, fate);
    else this.#fates.set(key, { file, fate });
  }

  /** A line with no row of its own: what became of the one it is taken with became of it. */
  takenWith({ file, line, other }: TakenWith): void {
    this.met(file, line, (other && this.#fates.get(keyOf(other))?.fate) ?? 'unchanged');
  }

  all(): Iterable<{ readonly file: string; readonly fate: Fate }> {
    return this.#fates.values();
  }
}

const keyOf = ({ file, line }: { readonly file: string; readonly line: number }): string => `${line} ${file}`;

/** A line of which a part is refused needs somebody to look at it. One that adds to what was there before changes it. */
function together(first: Fate, next: Fate): Fate {
  if (first === 'refused' || next === 'refused') return 'refused';
  if (first === 'aside') return next;
  if (first === 'unchanged') return next === 'added' || next === 'changed' ? 'changed' : first;
  return first;
}
