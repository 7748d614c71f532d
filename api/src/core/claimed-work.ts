import type { Parts } from './parts.ts';

/** Work that waits in a table, of which a process claims one piece after the other; several processes may share the table. */
export interface Claimed<T extends { readonly id: string }> {
  /** Before the first piece: what else is to be done now and then. */
  tidy?(): Promise<void>;
  /** Takes the next piece that nobody is at, null where there is none. */
  claim(): Promise<T | null>;
  /** Says that this process is at it still. */
  stillAt(id: string): Promise<void>;
  /** Lets go of one that could not be worked on now. */
  release(id: string): Promise<void>;
  workOn(one: T, signal: AbortSignal): Promise<void>;
  /** The line of the log where it broke off. */
  readonly fault: string;
}

/** A process at such work. */
export interface AtWork {
  /** Looks whether there is something to do; while it works, it looks once more afterwards. */
  kick(): void;
  /** Resolves when nothing is left that can be done now. */
  idle(): Promise<void>;
  /** Stops in the middle of what is going on; another process, or the next, goes on with it. */
  close(): void;
}

const lookMs = 60_000;
const aliveMs = 20_000;

/** Works whenever it is kicked, and looks by itself once a minute. */
export function atWork<T extends { readonly id: string }>(work: Claimed<T>, { log }: Pick<Parts, 'log'>): AtWork {
  const stop = new AbortController();
  const { signal } = stop;
  let running: Promise<void> | null = null;
  let again = false;

  async function through(): Promise<void> {
    do {
      again = false;
      await work.tidy?.();
      for (let next = await work.claim(); next && !signal.aborted; next = await work.claim()) {
        const { id } = next;
        const alive = setInterval(() => void work.stillAt(id).catch(() => undefined), aliveMs);
        try {
          await work.workOn(next, signal);
        } catch (error) {
          await work.release(id).catch(() => undefined);
          throw error;
        } finally {
          clearInterval(alive);
        }
      }
    } while (again && !signal.aborted);
  }

  const job: AtWork = {
    kick() {
      if (signal.aborted) return;
      again = true;
      running ??= through()
        .catch((error: unknown) => {
          if (!signal.aborted) log.error({ err: error }, work.fault);
        })
        .finally(() => {
          running = null;
        });
    },
    async idle() {
      while (running) await running;
    },
    close() {
      stop.abort();
      clearInterval(timer);
    },
  };
  const timer = setInterval(() => job.kick(), lookMs);
  timer.unref();
  return job;
}

/** Passes on how far a piece is, one note at a time; `told` resolves when none is under way. What cannot be noted is left out. */
export function pacing(note: (at: { readonly done: number; readonly total: number }) => Promise<void>) {
  let last = Promise.resolve();
  let telling = false;
  return {
    onProgress(done: number, total: number): void {
      if (telling) return;
      telling = true;
      last = note({ done, total })
        .catch(() => undefined)
        .finally(() => {
          telling = false;
        });
    },
    told: () => last,
  };
}
