import { describe, expect, it } from 'vitest';
import { type EventStream, eventStream } from './stream.ts';

/** How many events a stream takes in while nobody reads. */
function heldBy(stream: Pick<EventStream, 'send'>): number {
  let count = 0;
  while (count < 10_000 && stream.send('hint', { n: count })) count += 1;
  return count;
}

describe('T48 a reader that does not read', () => {
  it('is cut off, and what waits for it is bounded', () => {
    let ended = 0;
    const stream = eventStream(64, () => (ended += 1));
    expect(heldBy(stream)).toBeLessThanOrEqual(64);
    expect([stream.ended, ended]).toEqual([true, 1]);
    stream.end();
    expect(ended).toBe(1);
  });

  it('fault: a stream that keeps everything is caught', () => {
    const kept: unknown[] = [];
    expect(heldBy({ send: (_, value) => kept.push(value) > 0 })).toBeGreaterThan(64);
  });

  it('is let go when it leaves', async () => {
    let ended = 0;
    const stream = eventStream(64, () => (ended += 1));
    await stream.body.cancel();
    expect([ended, stream.send('hint', {})]).toEqual([1, false]);
  });
});
