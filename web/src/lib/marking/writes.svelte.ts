import { SvelteMap } from 'svelte/reactivity';
import type { Kept } from './kept.ts';
import type { Outcome, Problem, Send } from './link.ts';
import { conflictsOf, type Trouble } from './trouble.ts';
import { placeOf, type Wish, type Write } from './wish.ts';

/** How a wish stands: being sent, waiting for the link, written, or refused (the wish is kept and shown). */
export type Standing = 'saving' | 'waits' | 'saved' | 'refused';

/** What the page shows in a place instead of what the server last said. */
export interface Overlay {
  readonly wish: Wish;
  readonly standing: Standing;
  /** What the next change of this place must name as seen; undefined when only the server can tell. */
  readonly saw: string | null | undefined;
  /** What the place held before, as far as this page knows: until the server shows something else, it has not caught up. */
  readonly older: ReadonlySet<string | null>;
  readonly trouble?: Trouble;
  /** Under which id a refused wish is kept on the device, until somebody decides about it. */
  readonly keptAs?: string;
}

export interface WritesOptions {
  readonly send: Send;
  readonly newId: () => string;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  readonly kept?: Kept;
  /** Called when something was written, with the place in the log. */
  readonly written?: (position: string) => void;
}

const atOnce = 4;
const longest = 30_000;

/** The writes of one page that are on their way, in order, and what the page shows of them meanwhile. */
export class Writes {
  readonly overlays = new SvelteMap<string, Overlay>();
  #queue = $state.raw<readonly Write[]>([]);
  #flying = new Set<string>();
  #tried = new Set<string>();
  #lost = $state(0);
  #pause: symbol | null = null;
  readonly #options: WritesOptions;

  constructor(options: WritesOptions) {
    this.#options = options;
  }

  /** True while the link seems down. */
  get offline(): boolean {
    return this.#lost > 0;
  }
  /** Wishes not yet answered. */
  get open(): number {
    return this.#queue.reduce((sum, { wishes }) => sum + wishes.length, 0);
  }

  /** Sends wishes of one lesson as one command. */
  add(lessonId: string, wishes: readonly Wish[]): void {
    if (wishes.length > 0) this.#enqueue({ id: this.#options.newId(), lessonId, wishes });
  }

  /** Goes on with what an earlier visit left unsent, under the same command ids. */
  resume(): void {
    for (const write of this.#options.kept?.all() ?? []) {
      if (!this.#queue.some(({ id }) => id === write.id)) this.#enqueue(write);
    }
  }

  /** Tries again now: the browser says that the link is back, or somebody asked. */
  retry(): void {
    this.#pause = null;
    this.#pump();
  }

  /** Takes a refused wish off the page. */
  forget(place: string): void {
    const overlay = this.overlays.get(place);
    if (overlay?.standing !== 'refused') return;
    if (overlay.keptAs) this.#options.kept?.drop(overlay.keptAs);
    this.overlays.delete(place);
  }

  /** Drops what the server shows by now. `held` says what the server has in a place: event of a mark, or attendance code. */
  caughtUp(held: (place: string, wish: Wish) => string | null | undefined): void {
    for (const [place, { wish, standing, saw, older }] of this.overlays) {
      if (standing !== 'saved') continue;
      const now = held(place, wish);
      if (now === undefined || saw === undefined || now === saw || !older.has(now)) this.overlays.delete(place);
    }
  }

  #enqueue(write: Write): void {
    this.#queue = [...this.#queue, write];
    this.#options.kept?.put(write);
    for (const wish of write.wishes) {
      const place = placeOf(wish.kind, write.lessonId, wish.pupilId);
      const before = this.overlays.get(place);
      if (before?.keptAs) this.#options.kept?.drop(before.keptAs);
      const older = new Set([...(before?.older ?? []), wish.saw]);
      this.overlays.set(place, { wish, older, saw: wish.saw, standing: this.offline ? 'waits' : 'saving' });
    }
    this.#pump();
  }

  /** Starts whatever may start: four at a time, never two of one place, only the oldest while the link is down. */
  #pump(): void {
    if (this.#pause) return;
    const taken = new Set<string>();
    const limit = this.offline ? 1 : atOnce;
    for (const write of this.#queue) {
      const places = placesOf(write);
      const free = places.every((place) => !taken.has(place));
      for (const place of places) taken.add(place);
      if (this.#flying.size >= limit) return;
      if (free && !this.#flying.has(write.id)) void this.#attempt(write);
    }
  }

  async #attempt(write: Write): Promise<void> {
    this.#flying.add(write.id);
    this.#tried.add(write.id);
    const outcome = await this.#options.send(write);
    this.#flying.delete(write.id);
    if (outcome.kind === 'unknown') return this.#hold(outcome);
    this.#lost = 0;
    this.#queue = this.#queue.filter(({ id }) => id !== write.id);
    this.#options.kept?.drop(write.id);
    if (outcome.kind === 'written') this.#settle(write, outcome);
    else this.#refuse(write, outcome.problem);
    this.#stand('waits', 'saving');
    this.#pump();
  }

  #hold({ retryAfter }: Extract<Outcome, { kind: 'unknown' }>): void {
    this.#lost += 1;
    this.#stand('saving', 'waits');
    const mine = (this.#pause = Symbol('pause'));
    const delay = retryAfter ? retryAfter * 1000 : Math.min(longest, 500 * 2 ** Math.min(this.#lost, 10));
    void this.#options.wait(delay * (0.75 + Math.random() / 2)).then(() => {
      if (this.#pause === mine) this.retry();
    });
  }

  #settle(write: Write, { ids, position }: Extract<Outcome, { kind: 'written' }>): void {
    write.wishes.forEach((wish, index) => {
      const place = placeOf(wish.kind, write.lessonId, wish.pupilId);
      const told = ids.length === write.wishes.length ? (ids[index] ?? null) : undefined;
      const saw = wish.kind === 'attendance' || wish.value === null ? wish.value : told;
      if (!this.#follow(write, place, saw)) this.#show(place, { standing: 'saved', saw });
    });
    this.#options.written?.(position);
  }

  /** The next wish for the same place saw what has just been written. */
  #follow({ lessonId }: Write, place: string, saw: string | null | undefined): boolean {
    const next = this.#queue.find((write) => write.lessonId === lessonId && placesOf(write).includes(place));
    if (!next) return false;
    const wishes = next.wishes.map((wish) =>
      placeOf(wish.kind, lessonId, wish.pupilId) === place && saw !== undefined ? ({ ...wish, saw } as Wish) : wish,
    );
    const changed = { ...next, wishes };
    this.#queue = this.#queue.map((write) => (write.id === next.id ? changed : write));
    this.#options.kept?.put(changed);
    const overlay = this.overlays.get(place);
    if (overlay && saw !== undefined)
      this.overlays.set(place, { ...overlay, saw, older: new Set([...overlay.older, saw]) });
    return true;
  }

  /** Shows the named places as refused and sends the rest of the command again, as a command of its own. */
  #refuse(write: Write, problem: Problem): void {
    const named = conflictsOf(problem);
    const hit = write.wishes.filter(({ pupilId }) => named.size === 0 || named.has(pupilId));
    for (const wish of hit.length > 0 ? hit : write.wishes) {
      const place = placeOf(wish.kind, write.lessonId, wish.pupilId);
      const last = this.#withdraw(write.lessonId, place) ?? wish;
      const trouble: Trouble = named.get(wish.pupilId) ?? {
        kind: 'refused',
        sentence: problem.detail,
        code: problem.code,
      };
      const keptAs = this.#options.newId();
      this.#options.kept?.put({ id: keptAs, lessonId: write.lessonId, wishes: [last] });
      this.#show(place, { wish: last, standing: 'refused', trouble, keptAs });
    }
    if (hit.length > 0 && hit.length < write.wishes.length) {
      this.add(
        write.lessonId,
        write.wishes.filter((wish) => !hit.includes(wish)),
      );
    }
  }

  /** Takes later wishes for a place out of the queue and gives the last one: they stood on a write that was refused. */
  #withdraw(lessonId: string, place: string): Wish | null {
    let last: Wish | null = null;
    const left = this.#queue.flatMap((write) => {
      if (write.lessonId !== lessonId || this.#tried.has(write.id) || !placesOf(write).includes(place)) return [write];
      const wishes = write.wishes.filter((wish) => {
        const same = placeOf(wish.kind, lessonId, wish.pupilId) === place;
        if (same) last = wish;
        return !same;
      });
      this.#options.kept?.drop(write.id);
      if (wishes.length === 0) return [];
      const changed = { ...write, wishes };
      this.#options.kept?.put(changed);
      return [changed];
    });
    this.#queue = left;
    return last;
  }

  #show(place: string, change: Partial<Overlay>): void {
    const overlay = this.overlays.get(place);
    if (overlay) this.overlays.set(place, { ...overlay, ...change });
  }

  #stand(from: Standing, to: Standing): void {
    for (const [place, overlay] of this.overlays) {
      if (overlay.standing === from) this.overlays.set(place, { ...overlay, standing: to });
    }
  }
}

function placesOf({ lessonId, wishes }: Write): string[] {
  return wishes.map(({ kind, pupilId }) => placeOf(kind, lessonId, pupilId));
}
