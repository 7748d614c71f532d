import type { AnyEvent, CommandId, Metadata } from '@peremena/events';
import type { EventStore } from '@peremena/events/store';
import { createHash } from 'node:crypto';
import { classDecider } from '../../class/decider.ts';
import type { Decider } from '../../core/decider.ts';
import { stateNow } from '../../core/folded.ts';
import type { CommandHandler } from '../../core/handle-command.ts';
import type { Sealing } from '../../core/parts.ts';
import { uuidv5 } from '../../core/uuid.ts';
import { groupDecider } from '../../group/decider.ts';
import { guardianshipDecider } from '../../guardianship/decider.ts';
import { personDecider } from '../../person/decider.ts';
import { schoolDecider } from '../../school/decider.ts';
import { sourceDecider } from '../../source/decider.ts';
import { staffDecider } from '../../staff/decider.ts';
import type { Batch, Target, Wish } from '../plan/draft.ts';
import type { SliceName } from '../plan/slices.ts';
import { eachOf, type Lot, unwritten } from './each-of.ts';
import { type Became, becameOf, Outcomes } from './outcomes.ts';

type Carrier = Decider<unknown, Lot<unknown>, AnyEvent>;

// The slice's name says which state, commands and events go together; a table of all seven can only name what they share.
const carriers = {
  school: eachOf(schoolDecider),
  source: eachOf(sourceDecider),
  person: eachOf(personDecider),
  staff: eachOf(staffDecider),
  class: eachOf(classDecider),
  group: eachOf(groupDecider),
  guardianship: eachOf(guardianshipDecider),
} as unknown as Readonly<Record<SliceName, Carrier>>;

/** Commands in one append; each leads to one event at most, and an append holds 400 events and 900 kB. */
const lotSize = 300;
/** Bytes of commands in one append: sealed they take half as much again, and their envelopes come on top. */
const lotBytes = 200_000;
const inFlight = 32;

/** What is done with the wishes of one stream: `start` is the place of the first among all of the stream, lots come in order. */
export type Carry = (batch: CarriedBatch) => (wishes: readonly Wish[], start: number) => Promise<readonly Became[]>;

/** A stream, and how much is wished of it. */
export type CarriedBatch = Target<SliceName> & { readonly wishes: { readonly length: number } };

export interface CarryOutOptions {
  /** Told after each lot how many commands are done. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Goes through the commands of a plan: lots of one stream one after another, many streams at once. */
export async function carryOut(
  batches: Iterable<Batch>,
  carry: Carry,
  options: CarryOutOptions = {},
): Promise<Outcomes> {
  const outcomes = new Outcomes();
  const waiting = batches[Symbol.iterator]();
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      const { slice, stream, schoolId, wishes: all } = next.value;
      const carried = carry({ slice, stream, schoolId, wishes: { length: all.length } });
      let start = 0;
      for (const wishes of lotsOf(all)) {
        options.signal?.throwIfAborted();
        const found = await carried(wishes, start);
        for (const [index, wish] of wishes.entries()) outcomes.set(wish, found[index] ?? null);
        start += wishes.length;
        options.onProgress?.((done += wishes.length));
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: inFlight }, worker));
  for (const ended of workers) if (ended.status === 'rejected') throw ended.reason;
  return outcomes;
}

function* lotsOf(wishes: Iterable<Wish>): Generator<Wish[]> {
  let lot: Wish[] = [];
  let bytes = 0;
  for (const wish of wishes) {
    const size = Buffer.byteLength(JSON.stringify(wish.command));
    if (lot.length >= lotSize || (lot.length > 0 && bytes + size > lotBytes)) {
      yield lot;
      lot = [];
      bytes = 0;
    }
    lot.push(wish);
    bytes += size;
  }
  if (lot.length > 0) yield lot;
}

interface Appending {
  readonly commands: CommandHandler;
  /** The id of this run: its commands are told apart from those of another run. */
  readonly run: string;
  readonly clock: () => Date;
  /** Told where in the log the events of an append are. */
  readonly onAppend?: (positions: { readonly first: bigint; readonly last: bigint }) => void;
}

/**
 * Gives each lot to the same handler as everybody's, as one append. Ended in the middle, it is finished by running it again: what is there
 * already is nothing to do.
 */
export function appending({ commands, run, clock, onAppend }: Appending): Carry {
  return ({ slice, stream, schoolId, wishes: all }) =>
    async (wishes, start) => {
      const commandId = uuidv5(run, `${stream}/${start}`) as CommandId;
      const lot: Lot<unknown> = { commands: wishes, outcomes: [] };
      const metadata: Omit<Metadata, 'schemaVersion'> = {
        commandId,
        correlationId: run,
        causationId: commandId,
        actorId: null,
        actingAs: { role: 'system', fact: null },
        schoolId,
        at: clock().toISOString(),
      };
      const body = JSON.stringify(wishes.map(({ command }) => command));
      const hash = createHash('sha256').update(`import/${stream}/${body}`).digest('hex');
      const passing = start + wishes.length >= all.length;
      const done = await commands({ stream, decider: carriers[slice], command: lot, hash, metadata, passing });
      const count = BigInt(done.answer.ids.length);
      if (count > 0n) onAppend?.({ first: done.position - count + 1n, last: done.position });
      return lot.outcomes.map(becameOf);
    };
}

/** Decides each lot on what is stored now and what the lots before it would have left, and appends nothing. */
export function trying(from: {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly sealing: Pick<Sealing, 'open'>;
}): Carry {
  return ({ slice, stream }) => {
    const decider = carriers[slice];
    let state: unknown = unread;
    return async (wishes) => {
      if (state === unread) state = await stateNow(from, stream, decider);
      const lot: Lot<unknown> = { commands: wishes, outcomes: [] };
      for (const event of decider.decide(state, lot)) state = decider.evolve(state, event, unwritten);
      return lot.outcomes.map(becameOf);
    };
  };
}

const unread = Symbol('unread');
