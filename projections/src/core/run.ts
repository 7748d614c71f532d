import type { EventStore, StoredEvent } from '@peremena/events/store';
import { CheckpointTaken, checkpoints, moveIdle } from './checkpoint.ts';
import { hintOf, type Hint, type Progress } from './hint.ts';
import type { Sql } from './connection.ts';
import { Lane, ParkingFailed, type Carry, type Met } from './lane.ts';
import { pause } from './lock.ts';
import { meetPage, UnknownEvent, type Reading } from './meet.ts';
import type { Projection } from './projection.ts';
import { resumeParked } from './resume.ts';

export interface RunOptions {
  readonly sql: Sql;
  readonly store: Pick<EventStore, 'subscribe' | 'readAll'>;
  readonly reading: Reading;
  readonly models: readonly Projection[];
  readonly signal: AbortSignal;
  /** Events a page at most; default 5,000. */
  readonly pageSize?: number;
  readonly progress?: Progress;
  /** Told of every failure after which it tries again. */
  readonly troubled?: (error: unknown) => void;
  /** Where the rows go; tests pass a broken one to see a check turn red. */
  readonly carry?: Carry;
}

/**
 * Feeds every read model from one reader until the signal aborts. While a page is being written the next one is read and projected.
 * After an error of the link or a checkpoint moved by a rebuild it starts again from the checkpoints, for as long as it takes. Throws
 * `UnknownEvent` and `ParkingFailed`.
 */
export async function run(options: RunOptions): Promise<void> {
  const { signal } = options;
  let failures = 0;
  while (!signal.aborted) {
    try {
      await runOnce(options, () => (failures = 0));
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof UnknownEvent || error instanceof ParkingFailed) throw error;
      failures += 1;
      options.troubled?.(error);
      await pause(Math.min(25 * 2 ** failures, 2_000), signal);
    }
  }
}

async function runOnce(
  { sql, store, reading, models, signal, pageSize = 5_000, progress, carry }: RunOptions,
  well: () => void,
): Promise<void> {
  const lanes = models.map((model) => new Lane(sql, model, carry ? { carry } : {}));
  const resumed = await Promise.all(lanes.map((lane) => resumeParked(sql, store, reading, lane)));
  await Promise.all(lanes.map((lane) => lane.load()));
  const after = lanes.reduce(
    (least, lane) => (lane.position < least ? lane.position : least),
    lanes[0]?.position ?? 0n,
  );
  progress?.(
    after,
    lanes.map((lane, at) => hint(lane, resumed[at] ?? [])).filter(({ topics }) => topics.length > 0),
  );
  const failed = new AbortController();
  let failure: unknown;
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const page of store.subscribe({ after, pageSize, signal: AbortSignal.any([signal, failed.signal]) })) {
      const met = await meetPage(reading, lanes, page);
      await writing;
      if (failure !== undefined) break;
      // A page that cannot be written ends the reading at once, also when no further event comes.
      writing = writePage(sql, met, (page.at(-1) as StoredEvent).position, progress).then(well, (error: unknown) => {
        failure ??= error;
        failed.abort();
      });
    }
  } catch (error) {
    failure ??= error;
  }
  await writing;
  if (failure !== undefined) throw failure;
}

async function writePage(
  sql: Sql,
  met: ReadonlyMap<Lane, readonly Met[]>,
  to: bigint,
  progress?: Progress,
): Promise<void> {
  const lanes = [...met].filter(([lane]) => lane.position < to);
  const idle = lanes.filter(([, events]) => events.length === 0).map(([lane]) => lane);
  const touched = lanes.filter(([, events]) => events.length > 0);
  await settled([
    ...touched.map(([lane, events]) => lane.write(events, to)),
    ...(idle.length > 0 ? [pass(sql, idle, to)] : []),
  ]);
  progress?.(
    to,
    touched.map(([lane, events]) => hint(lane, events)),
  );
}

const hint = ({ model }: Lane, met: readonly Met[]): Hint =>
  hintOf(
    model,
    met.flatMap(({ event }) => event ?? []),
  );

/** Waits for all, so that nothing of this page is still under way when the next attempt begins; then raises the first failure. */
async function settled(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).flatMap((one) =>
    one.status === 'rejected' ? [one.reason as unknown] : [],
  );
  if (failed.length > 0) throw failed.find((error) => error instanceof ParkingFailed) ?? failed[0];
}

async function pass(sql: Sql, idle: readonly Lane[], to: bigint): Promise<void> {
  const moved = await moveIdle(
    sql,
    idle.map((lane) => ({ table: lane.table, from: lane.position, to })),
  );
  for (const lane of idle) {
    if (!moved.has(lane.table)) throw new CheckpointTaken(`${lane.table} no longer stands at ${lane.position}`);
    lane.position = to;
  }
}

/** What `lag` counts at most: this many means that many or more. */
export const longestLag = 10_000;

/** How many events each read model is behind the log, up to `longestLag`. Counted, since positions of a log may have gaps. */
export async function lag(
  sql: Sql,
  store: Pick<EventStore, 'readAll'>,
  tables: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const at = await checkpoints(sql, tables);
  const count = async (after: bigint) => (await store.readAll({ after, limit: longestLag })).length;
  const places = new Set(tables.map((table) => at.get(table) ?? 0n));
  const behind = new Map(await Promise.all([...places].map(async (place) => [place, await count(place)] as const)));
  return new Map(tables.map((table) => [table, behind.get(at.get(table) ?? 0n) ?? 0]));
}
