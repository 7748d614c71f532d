import { clockIn } from '#lib/ui/minutes.ts';

/** The school's clock: begins with the server's time and goes on in the browser, a step a minute. */
export class SchoolClock {
  #instant = $state(0);
  readonly #zone: string;

  constructor(now: string, zone: string) {
    this.#instant = Date.parse(now);
    this.#zone = zone;
  }

  /** Clock time `HH:MM`. */
  get time(): string {
    return clockIn(this.#instant, this.#zone);
  }

  /** Lets the clock run; gives what stops it. The browser's own clock may be wrong, its pace is not. */
  run(): () => void {
    const [began, from] = [performance.now(), this.#instant];
    const timer = setInterval(() => {
      this.#instant = from + performance.now() - began;
    }, 10_000);
    return () => clearInterval(timer);
  }
}
