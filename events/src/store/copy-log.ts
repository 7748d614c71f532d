import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import canonicalize from 'canonicalize';
import { leafOf, type Sha256 } from '../proof/leaf.ts';
import { GrowingTree } from '../proof/tree.ts';
import { CommandReused, OutcomeUnknown, RevisionConflict, StoreUnavailable } from './errors.ts';
import type { EventStore, StoredAppend } from './event-store.ts';

/** The target holds, or was given, something else than the source. `number` counts the events of the log from 1. */
export class LogsDiffer extends Error {
  override readonly name = 'LogsDiffer';
  readonly number: number;
  constructor(number: number, why: string) {
    super(`the logs differ at event ${number}: ${why}`);
    this.number = number;
  }
}

export interface CopyOptions {
  readonly from: Pick<EventStore, 'readAppends'>;
  readonly to: Pick<EventStore, 'readAppends' | 'append'>;
  /** Events read at once, at most; default 2,000. */
  readonly pageSize?: number;
  /** Told after each page how many events are in both logs, and where in the source the last of them stands. */
  readonly progress?: (events: number, position: bigint) => void;
  /** How long a store may be away before the copy is given up, in milliseconds; default two minutes. */
  readonly patienceMs?: number;
}

/** What a copy came to. The roots are made of what was read from each log; they are equal, or `LogsDiffer` was thrown. */
export interface Copied {
  readonly events: number;
  /** Those of them that were not there before. */
  readonly copied: number;
  /** Position in the source of the last event copied. */
  readonly upTo: bigint;
  readonly fromRoot: string;
  readonly toRoot: string;
}

/**
 * Brings a log into another store, append by append under the commands they had, and reads back what is there. What the target holds already
 * must be the begin of the source: a copy that was cut off goes on, and one into a log of other events is refused before anything is
 * written. Ends when it has come to the end of the source.
 */
export async function copyLog(options: CopyOptions): Promise<Copied> {
  const { from, to, pageSize: limit = 2_000, progress, patienceMs = 120_000 } = options;
  const trees = { from: new GrowingTree(sha256), to: new GrowingTree(sha256) };
  const patient = <T>(work: () => Promise<T>): Promise<T> => untilDone(work, patienceMs);
  let [fromAfter, toAfter, copied] = [0n, 0n, 0];
  for (;;) {
    const wanted = await patient(() => from.readAppends({ after: fromAfter, limit }));
    let held = await patient(() => to.readAppends({ after: toAfter, limit }));
    const before = trees.from.size;
    compare(before, wanted.slice(0, held.length), held);
    if (wanted.length === 0) break;
    const missing = wanted.slice(held.length);
    let number = before + countOf(held);
    for (const append of missing) {
      await patient(() => put(to, append, number + 1));
      number += append.events.length;
    }
    copied += countOf(missing);
    if (missing.length > 0) held = await patient(() => to.readAppends({ after: toAfter, limit }));
    compare(before, wanted, held);
    for (const event of wanted.flatMap(({ events }) => events)) trees.from.add(leafOf(sha256, event));
    for (const event of held.flatMap(({ events }) => events)) trees.to.add(leafOf(sha256, event));
    [fromAfter, toAfter] = [lastOf(wanted), lastOf(held)];
    progress?.(trees.from.size, fromAfter);
  }
  const [fromRoot, toRoot] = [trees.from.root(), trees.to.root()].map((root) => Buffer.from(root).toString('hex'));
  return { events: trees.from.size, copied, upTo: fromAfter, fromRoot: fromRoot!, toRoot: toRoot! };
}

/** The root of a whole log, read from its begin, and of how many events it is. */
export async function rootOfLog(
  log: Pick<EventStore, 'readAll'>,
  pageSize = 5_000,
): Promise<{ readonly events: number; readonly root: string }> {
  const tree = new GrowingTree(sha256);
  for (let after = 0n; ;) {
    const page = await log.readAll({ after, limit: pageSize });
    const last = page.at(-1);
    if (!last) return { events: tree.size, root: Buffer.from(tree.root()).toString('hex') };
    for (const event of page) tree.add(leafOf(sha256, event));
    after = last.position;
  }
}

const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

const countOf = (appends: readonly StoredAppend[]): number =>
  appends.reduce((sum, { events }) => sum + events.length, 0);
const lastOf = (appends: readonly StoredAppend[]): bigint => appends.at(-1)!.events.at(-1)!.position;

/** Throws `LogsDiffer` at the first event that is not the same in both. */
function compare(before: number, wanted: readonly StoredAppend[], held: readonly StoredAppend[]): void {
  let number = before;
  for (const [index, theirs] of held.entries()) {
    const ours = wanted[index];
    if (!ours) throw new LogsDiffer(number + 1, 'the target has more events than the source');
    const same = theirs.stream === ours.stream && canonicalize(theirs.command) === canonicalize(ours.command);
    for (const [at, event] of theirs.events.entries()) {
      number += 1;
      const other = ours.events[at];
      if (!same || !other || other.id !== event.id || !leafOf(sha256, other).every(sameAs(leafOf(sha256, event))))
        throw new LogsDiffer(number, `${other?.type ?? 'nothing'} and ${event.type}`);
    }
    if (theirs.events.length !== ours.events.length) throw new LogsDiffer(number + 1, 'an event is missing');
  }
  if (held.length < wanted.length) throw new LogsDiffer(number + 1, 'the target has no such event');
}

const sameAs =
  (other: Uint8Array) =>
  (byte: number, at: number): boolean =>
    other[at] === byte;

async function put(to: Pick<EventStore, 'append'>, { stream, events, command }: StoredAppend, number: number) {
  const expected = events[0]!.revision === 0n ? 'no_stream' : events[0]!.revision - 1n;
  const fresh = events.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  try {
    await to.append({ stream, expected, events: fresh, command });
  } catch (error) {
    if (error instanceof RevisionConflict || error instanceof CommandReused)
      throw new LogsDiffer(number, `somebody else writes into the target (${error.message})`);
    throw error;
  }
}

/** Does it again while a store is away. An append that may have been stored is sent under its command, so it is there once. */
async function untilDone<T>(work: () => Promise<T>, patienceMs: number): Promise<T> {
  for (const until = performance.now() + patienceMs; ;) {
    try {
      return await work();
    } catch (error) {
      const away = error instanceof OutcomeUnknown || error instanceof StoreUnavailable;
      if (!away || performance.now() > until) throw error;
      await pause(250);
    }
  }
}
