import assert from 'node:assert/strict';
import postgres from 'postgres';
import { request } from '../src/store/contract/index.ts';
import { OutcomeUnknown, StoreUnavailable, type AppendRequest, type EventStore } from '../src/store/index.ts';
import { until } from './wait.ts';

/** What the caller was told. */
type Fate = 'stored' | 'refused' | 'unknown';

/**
 * T07: while several write, the backends that `matching` picks are ended in the midst of their statements, `kills` times. No append
 * is left unanswered or half done; what was acknowledged is there, what was refused is not.
 */
export async function survivesKills(
  url: string,
  log: Pick<EventStore, 'append'>,
  matching: string,
  kills: number,
  patienceMs = 60_000,
): Promise<void> {
  const admin = postgres(url, { max: 2, types: { bigint: postgres.BigInt }, onnotice: () => undefined });
  const fates = new Map<string, Fate>();
  let killing = true;
  let acknowledged = 0;
  const write = async (): Promise<void> => {
    while (killing) {
      const one = request({ events: 2 });
      const fate = await fateOf(log, one);
      fates.set(one.stream, fate);
      if (fate === 'stored') acknowledged += 1;
    }
  };
  const writers = Array.from({ length: 16 }, write);
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      // Under the lock every append stands in the midst of its statement.
      const stand = admin.unsafe('select 1 from log.head for update; select pg_sleep(0.01)');
      await admin`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query like ${matching} and pid <> pg_backend_pid() and random() < 0.7`;
      await stand;
      const before = acknowledged;
      await until('somebody writes again', () => acknowledged > before, patienceMs);
    }
  } finally {
    killing = false;
  }
  await within(patienceMs, Promise.all(writers));
  const counts = await admin<
    { stream: string; count: bigint }[]
  >`select stream, count(*) as count from log.events group by stream`;
  const stored = new Map(counts.map(({ stream, count }) => [stream, Number(count)]));
  for (const [stream, fate] of fates) {
    const count = stored.get(stream) ?? 0;
    assert.ok(count === 0 || count === 2, `half an append: ${count} of 2 events`);
    if (fate !== 'unknown') assert.equal(count, fate === 'stored' ? 2 : 0, `an append that was ${fate}`);
  }
  for (const stream of stored.keys()) assert.ok(fates.has(stream), 'stray events');
  assert.ok([...fates.values()].includes('unknown'), 'no append was hit');
  await admin.end();
}

async function fateOf(log: Pick<EventStore, 'append'>, one: AppendRequest): Promise<Fate> {
  try {
    await log.append(one);
    return 'stored';
  } catch (error) {
    if (error instanceof OutcomeUnknown) return 'unknown';
    assert.ok(error instanceof StoreUnavailable, String(error));
    return 'refused';
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>(
    (_, reject) => (timer = setTimeout(() => reject(new Error('an append was never answered')), ms)),
  );
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
