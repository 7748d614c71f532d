import type { AnyEvent, CommandId, Metadata } from '@peremena/events';
import { createHash } from 'node:crypto';
import { classDecider } from '../../class/decider.ts';
import type { Decider } from '../../core/decider.ts';
import type { CommandHandler } from '../../core/handle-command.ts';
import { uuidv5 } from '../../core/uuid.ts';
import { groupDecider } from '../../group/decider.ts';
import { guardianshipDecider } from '../../guardianship/decider.ts';
import { personDecider } from '../../person/decider.ts';
import { schoolDecider } from '../../school/decider.ts';
import { staffDecider } from '../../staff/decider.ts';
import type { Batch, Wish } from '../plan/draft.ts';
import type { SliceName } from '../plan/slices.ts';
import { eachOf, type Lot, type Outcome } from './each-of.ts';

type Carrier = Decider<unknown, Lot<unknown>, AnyEvent>;

// The slice's name says which state, commands and events go together; a table of all six can only name what they share.
const carriers = {
  school: eachOf(schoolDecider),
  person: eachOf(personDecider),
  staff: eachOf(staffDecider),
  class: eachOf(classDecider),
  group: eachOf(groupDecider),
  guardianship: eachOf(guardianshipDecider),
} as unknown as Readonly<Record<SliceName, Carrier>>;

/** Commands in one append; each leads to one event at most, and an append holds 400. */
const lotSize = 300;
const inFlight = 32;

export interface CarryOutOptions {
  readonly commands: CommandHandler;
  /** A new id for this run: its commands are told apart from those of another run. */
  readonly run: string;
  readonly clock: () => Date;
  /** Told after each append how many commands are done. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Gives the commands of a plan to the same handler as everybody's: one append per stream, many streams at once. Ended in the middle, it is
 * finished by running it again: what is there already is nothing to do.
 */
export async function carryOut(batches: readonly Batch[], options: CarryOutOptions): Promise<Map<Wish, Outcome>> {
  const outcomes = new Map<Wish, Outcome>();
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let batch = batches[next++]; batch; batch = batches[next++]) {
      for (let start = 0; start < batch.wishes.length; start += lotSize) {
        options.signal?.throwIfAborted();
        const wishes = batch.wishes.slice(start, start + lotSize);
        const found = await carryOutLot(batch, wishes, start, options);
        for (const [index, wish] of wishes.entries()) outcomes.set(wish, found[index] ?? null);
        options.onProgress?.((done += wishes.length));
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: inFlight }, worker));
  for (const ended of workers) if (ended.status === 'rejected') throw ended.reason;
  return outcomes;
}

async function carryOutLot(
  { slice, stream, schoolId }: Batch,
  wishes: readonly Wish[],
  start: number,
  { commands, run, clock }: CarryOutOptions,
): Promise<readonly Outcome[]> {
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
  await commands({ stream, decider: carriers[slice], command: lot, hash, metadata });
  return lot.outcomes;
}
