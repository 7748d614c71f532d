import { createHash } from 'node:crypto';
import type { AnyEvent, Recorded } from '@peremena/events';
import { expect, test } from 'vitest';
import { doubling } from '../../test/faults.ts';
import { randomOf } from '../../test/random.ts';
import { interleaved, randomStreams } from '../../test/random-term.ts';
import { tally } from '../../test/tally.ts';
import { all } from '../all.ts';
import type { Lane, Met } from './lane.ts';
import { meetPage } from './meet.ts';
import { Stretch } from './merge.ts';
import { MemoryTable, stored, type Given } from './specification.ts';

const models = [...all, tally];
const reading = {
  decode: (event: unknown) => event as Recorded<AnyEvent>,
  open: <T>(events: T) => Promise.resolve(events),
};

export type Deliver = (lane: { position: bigint }, met: readonly Met[]) => readonly Met[];

/** Hash of every read model after a log came in pages of random size, some of them delivered again. */
async function replayed(
  log: readonly Given[],
  sizes: () => number,
  again: () => boolean,
  deliver: Deliver,
): Promise<string> {
  const tables = new Map(models.map((model) => [model, new MemoryTable(model)]));
  const lanes = models.map((model) => ({ model, position: 0n }) as Lane);
  const events = stored(log);
  for (let from = 0; from < events.length;) {
    const begin = again() ? Math.max(0, from - sizes()) : from;
    const page = events.slice(begin, from + sizes());
    const met = await meetPage(reading, lanes, page);
    for (const lane of lanes) {
      let stretch = new Stretch(lane.model);
      for (const { operations } of deliver(lane, met.get(lane) ?? [])) {
        if (!stretch.takes(operations)) {
          tables.get(lane.model)?.carryOut(stretch);
          stretch = new Stretch(lane.model);
        }
        stretch.add(operations);
      }
      tables.get(lane.model)?.carryOut(stretch);
      lane.position = page.at(-1)?.position ?? lane.position;
    }
    from = begin + page.length > from ? begin + page.length : from;
  }
  const rows = [...tables].map(([model, table]) => [model.name, table.rows()]);
  // Where in the log an event stands is the interleaving itself, not what came of it.
  const text = JSON.stringify(rows, (name, value: unknown) => {
    if (name === 'position') return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  });
  return createHash('sha256').update(text).digest('hex');
}

/** Any batching, duplicate delivery and interleaving of streams gives the hash of one page in stream order. */
async function checkOrder(seeds: number, deliver: Deliver): Promise<void> {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const random = randomOf(seed);
    const streams = randomStreams(random, 3 + random(5));
    const clean = await replayed(
      streams.flat(),
      () => 10_000,
      () => false,
      (_, met) => met,
    );
    const other = await replayed(
      interleaved(random, streams),
      () => 1 + random(40),
      () => random(3) === 0,
      deliver,
    );
    expect(other, `seed ${seed}`).toBe(clean);
  }
}

test('T13: any batching, duplicate delivery and interleaving of streams gives the same rows', () =>
  checkOrder(60, (_, met) => met));

test('planted fault: a lane that takes a page given twice for a new one is found out', async () => {
  await expect(checkOrder(20, doubling)).rejects.toThrow();
});
