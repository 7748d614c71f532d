/** What changed for whom, up to which position: never what it changed to. As the projector's worker posts it. */
export interface Hint {
  readonly readModel: string;
  readonly topics: readonly string[];
  readonly position: bigint;
}

/** Who is told of a hint: called once with the topics it listens to that the hint names. */
export interface Listener {
  readonly topics: ReadonlySet<string>;
  readonly told: (hint: Hint, topics: readonly string[]) => void;
}

/** Carries hints from the projector to whoever listens, by topic. */
export class Hints {
  readonly #byTopic = new Map<string, Set<Listener>>();

  listen(listener: Listener): () => void {
    for (const topic of listener.topics) {
      const there = this.#byTopic.get(topic) ?? new Set();
      there.add(listener);
      this.#byTopic.set(topic, there);
    }
    return () => {
      for (const topic of listener.topics) {
        const there = this.#byTopic.get(topic);
        there?.delete(listener);
        if (there?.size === 0) this.#byTopic.delete(topic);
      }
    };
  }

  publish(hint: Hint): void {
    const told = new Map<Listener, string[]>();
    for (const topic of hint.topics) {
      for (const listener of this.#byTopic.get(topic) ?? []) {
        const topics = told.get(listener);
        if (topics) topics.push(topic);
        else told.set(listener, [topic]);
      }
    }
    for (const [listener, topics] of told) listener.told(hint, topics);
  }
}
