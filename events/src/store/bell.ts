/** Wakes those who wait for something to happen. Rings are counted, so none is missed between a look and a wait. */
export interface Bell {
  readonly rings: number;
  ring(): void;
  /** Resolves when there were more rings than `seen`, when `ms` have passed, or when the signal aborts. */
  wait(seen: number, ms: number, signal: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let rings = 0;
  const waiting = new Set<() => void>();
  return {
    get rings() {
      return rings;
    },
    ring() {
      rings += 1;
      for (const wake of [...waiting]) wake();
    },
    wait: (seen, ms, signal) =>
      new Promise((resolve) => {
        if (rings > seen || signal.aborted) return resolve();
        const wake = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        signal.addEventListener('abort', wake, { once: true });
        waiting.add(wake);
      }),
  };
}
