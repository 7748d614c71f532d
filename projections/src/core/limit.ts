/** A statement has not been answered in time: what it did is unknown, and is learnt from the checkpoint it was to move. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** The answer of a query, or `NoAnswer` after a minute: a link that broke without a word would keep the projector waiting for ever. */
export async function withinLimit<T>(query: PromiseLike<T> & { cancel(): void }, limitMs = 60_000): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new NoAnswer(`no answer within ${limitMs} ms`));
    query.cancel();
  }, limitMs);
  try {
    return await Promise.race([query, promise]);
  } finally {
    clearTimeout(timer);
  }
}
