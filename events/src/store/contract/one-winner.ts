import assert from 'node:assert/strict';
import { streams } from '../../index.ts';
import { RevisionConflict } from '../errors.ts';
import type { EventStore } from '../event-store.ts';
import { revisions } from './check.ts';
import { newSchool, request } from './request.ts';

/** T03: of `writers` that expect one revision, exactly one wins, the others are told; no revision is left out. */
export async function oneWinner(
  store: Pick<EventStore, 'append' | 'readStream'>,
  writers: number,
  rounds: number,
): Promise<void> {
  const school = newSchool();
  for (let round = 0; round < rounds; round += 1) {
    const expected = round === 0 ? 'no_stream' : BigInt(round - 1);
    const results = await Promise.allSettled(
      Array.from({ length: writers }, () => store.append(request({ school, expected }))),
    );
    const lost = results.filter((result) => result.status === 'rejected');
    assert.equal(results.length - lost.length, 1, `round ${round}: one winner`);
    for (const { reason } of lost) assert.ok(reason instanceof RevisionConflict, `round ${round}: ${String(reason)}`);
  }
  const events = await store.readStream(streams.school(school), { limit: rounds + 1 });
  assert.deepEqual(
    revisions(events),
    Array.from({ length: rounds }, (_, index) => BigInt(index)),
  );
}
