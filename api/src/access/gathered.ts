/**
 * Asks for many what was asked for one by one within a turn of the event loop: one query instead of several. Nothing is kept, so an answer
 * is never older than its question.
 */
export function gathered<T>(
  askAll: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  absent: T,
): (key: string) => Promise<T> {
  let keys = new Set<string>();
  let answers: Promise<ReadonlyMap<string, T>> | null = null;
  const ask = (): Promise<ReadonlyMap<string, T>> =>
    new Promise((resolve) => {
      setImmediate(() => {
        const asked = [...keys];
        keys = new Set();
        answers = null;
        resolve(askAll(asked));
      });
    });
  return async (key) => {
    keys.add(key);
    answers ??= ask();
    return (await answers).get(key) ?? absent;
  };
}
