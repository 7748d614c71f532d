import type { Bell } from '@peremena/events';

/**
 * The slot to suggest at a time of day: the one that rings now, else the next, of those that are not taken yet; at the end of the day the
 * last free one.
 */
export function likelySlot(bells: readonly Bell[], time: string, taken: readonly number[]): number {
  const free = bells.filter(({ slot }) => !taken.includes(slot));
  const likely = (from: readonly Bell[]) => from.find(({ to }) => time < to) ?? from.at(-1);
  return (likely(free) ?? likely(bells))?.slot ?? 1;
}
