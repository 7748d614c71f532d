import type { Hint, Told } from '../live.ts';

const shortest = 1_000;
const longest = 30_000;

/** Milliseconds until the next try: doubling, and never all browsers at once. */
export function delayOf(tries: number, chance: number): number {
  const whole = Math.min(longest, shortest * 2 ** Math.min(tries, 10));
  return Math.round(whole * (0.5 + chance / 2));
}

/** One event stream that comes back by itself. `watch` opens it anew for other topics. */
export class HintStream {
  #source: EventSource | null = null;
  #topics = '';
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #told: (what: Told) => void;
  readonly #acting: string | null;

  constructor(told: (what: Told) => void, acting: string | null = null) {
    this.#told = told;
    this.#acting = acting;
  }

  /** Answers whether the stream had to be opened anew: all who watch are then told to look again. */
  watch(topics: ReadonlySet<string>): boolean {
    const wanted = [...topics].toSorted().slice(0, 40).join(',');
    if (wanted === this.#topics) return false;
    this.#topics = wanted;
    this.#tries = 0;
    this.#open();
    return true;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#topics = '';
  }

  #open(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    if (!this.#topics) return;
    const acting = this.#acting === null ? {} : { acting: this.#acting };
    const source = new EventSource(`/api/live?${String(new URLSearchParams({ topics: this.#topics, ...acting }))}`);
    this.#source = source;
    source.addEventListener('open', () => {
      // What changed while nobody listened was told to nobody: since the link broke, or since the page was made.
      this.#told('again');
      this.#tries = 0;
    });
    source.addEventListener('hint', (event: MessageEvent<string>) => this.#told(JSON.parse(event.data) as Hint));
    source.addEventListener('closed', () => {
      this.close();
      this.#told('closed');
    });
    source.addEventListener('error', () => {
      source.close();
      if (this.#source !== source) return;
      this.#timer = setTimeout(() => this.#open(), delayOf(this.#tries++, Math.random()));
    });
  }
}
