/** What has to be undone at the end, in the opposite order of how it came about. */
export interface Ending {
  /** Keeps an act for the end. */
  later(act: () => unknown): void;
  /** Runs all acts, each to its end even when another fails; the second call waits for the first. */
  run(): Promise<void>;
}

/** Collects the acts of the end; `failed` hears of those that went wrong. */
export function openEnding(failed: (error: unknown) => void): Ending {
  const acts: (() => unknown)[] = [];
  let running: Promise<void> | undefined;
  const all = async (): Promise<void> => {
    for (let act = acts.pop(); act; act = acts.pop()) {
      try {
        await act();
      } catch (error) {
        failed(error);
      }
    }
  };
  return {
    later: (act) => void acts.push(act),
    run: () => (running ??= all()),
  };
}

/** Calls `stop` once when the process is asked to end: Ctrl-C, SIGTERM, or the program that started it is gone. */
export function onStop(stop: () => void): void {
  let asked = 0;
  const ask = (): void => {
    asked += 1;
    if (asked === 1) stop();
  };
  process.on('SIGTERM', ask);
  process.on('SIGHUP', ask);
  process.on('disconnect', ask);
  process.on('SIGINT', () => {
    ask();
    // A person who presses it again does not want to wait.
    if (asked > 0 && process.stdin.isTTY) asked += 1;
    if (asked > 3) process.exit(130);
  });
}
