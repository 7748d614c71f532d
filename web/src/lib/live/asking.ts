/** Asks again when told to, one question at a time: what is told meanwhile makes one more question, not many. */
export class Asking {
  #under = false;
  #again = false;
  readonly #question: () => Promise<unknown>;

  constructor(question: () => Promise<unknown>) {
    this.#question = question;
  }

  ask(): void {
    if (this.#under) {
      this.#again = true;
      return;
    }
    void this.#run();
  }

  async #run(): Promise<void> {
    this.#under = true;
    do {
      this.#again = false;
      // A page that could not be asked keeps what it shows; the next hint asks anew.
      await this.#question().catch(() => undefined);
    } while (this.#again);
    this.#under = false;
  }
}
