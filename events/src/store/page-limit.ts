/** A page of a read holds at most this many events. */
export const largestPage = 10_000;

/** The limit of a page, refused when it is no positive integer up to `largestPage`. */
export function checkLimit(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage)
    throw new RangeError(`a page holds 1 to ${largestPage} events`);
  return limit;
}
