/** One line that says how far a long work is: rewritten on a terminal, now and then a new one elsewhere. */
export interface ProgressLine {
  show(done: number, total: number): void;
  /** Ends the line, so that what follows begins on one of its own. */
  end(): void;
}

interface Out {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** `title 45 %  4210/9300  3100/s  ~2 s left`, the rate counted from the first call. `clock` gives milliseconds. */
export function progressLine(
  out: Out,
  title: string,
  left: (seconds: number) => string,
  clock: () => number = () => performance.now(),
): ProgressLine {
  let started: number | null = null;
  let shownAt = 0;
  let open = false;
  const every = out.isTTY ? 100 : 2_000;
  return {
    show(done, total) {
      const now = clock();
      if (started === null) started = shownAt = now;
      if (now - shownAt < every && done < total) return;
      shownAt = now;
      const rate = done / Math.max(0.001, (now - started) / 1000);
      const parts = [
        `${title} ${Math.floor((100 * done) / Math.max(1, total))} %`,
        `${done}/${total}`,
        `${Math.round(rate)}/s`,
      ];
      if (done < total && rate > 0) parts.push(left(Math.ceil((total - done) / rate)));
      out.write(out.isTTY ? `\r${parts.join('  ')}\u001b[K` : `${parts.join('  ')}\n`);
      open = Boolean(out.isTTY);
    },
    end() {
      if (open) out.write('\n');
      open = false;
    },
  };
}
