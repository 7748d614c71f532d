import assert from 'node:assert/strict';
import { request } from '../src/store/contract/index.ts';
import type { EventStore } from '../src/store/index.ts';

/**
 * T06: while many write, one reads on from the last position it saw. In the end it has seen every event acknowledged, once, in order and
 * without a hole.
 */
export async function skipsNothing(
  log: Pick<EventStore, 'append' | 'readAll'>,
  writers: number,
  each: number,
  gapless: boolean,
): Promise<void> {
  const written = new Set<string>();
  const seen: string[] = [];
  const positions: bigint[] = [];
  let writing = true;
  const read = async (): Promise<void> => {
    for (let done = false; !done;) {
      const last = !writing;
      const page = await log.readAll({ after: positions.at(-1) ?? 0n, limit: 100 });
      seen.push(...page.map(({ id }) => id as string));
      positions.push(...page.map(({ position }) => position));
      done = last && page.length === 0;
    }
  };
  const reading = read();
  const write = async (): Promise<void> => {
    for (let index = 0; index < each; index += 1) {
      const one = request({ events: 1 });
      await log.append(one);
      written.add(one.events[0]!.id);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  writing = false;
  await reading;
  const found = new Set(seen);
  assert.equal(seen.length - found.size, 0, 'events read twice');
  assert.equal([...written].filter((id) => !found.has(id)).length, 0, 'events missed');
  for (const [index, position] of positions.entries()) {
    const before = positions[index - 1] ?? 0n;
    assert.ok(gapless ? position === before + 1n : position > before, `position ${position} comes after ${before}`);
  }
}
