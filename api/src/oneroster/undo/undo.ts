import type { AnyEvent, CommandId, InStream, PersonId, SchoolId } from '@peremena/events';
import type { EventStore } from '@peremena/events/store';
import { createHash } from 'node:crypto';
import { classDecider } from '../../class/decider.ts';
import type { Decider } from '../../core/decider.ts';
import { stateNow } from '../../core/folded.ts';
import type { CommandHandler, CommandMetadata } from '../../core/handle-command.ts';
import type { Sealing } from '../../core/parts.ts';
import { uuidv5 } from '../../core/uuid.ts';
import { groupDecider } from '../../group/decider.ts';
import { guardianshipDecider } from '../../guardianship/decider.ts';
import { personDecider } from '../../person/decider.ts';
import { schoolDecider } from '../../school/decider.ts';
import { sourceDecider } from '../../source/decider.ts';
import { staffDecider } from '../../staff/decider.ts';
import { sliceNames, type SliceName } from '../plan/slices.ts';
import { importIds, type ImportRecord, recordUndo, recordUndoBegin } from '../records.ts';
import { byThing, type Kept, keptOf } from './kept.ts';
import type { LaterFacts } from './later-facts.ts';
import { readImport, undoIdOf } from './read-import.ts';
import { dropSignIns, signedIn } from './sign-ins.ts';
import { inTurns, type Turns } from './turns.ts';
import { undoneBy } from './undone-by.ts';
import type { States, Undoing } from './undoing.ts';

type Database = Parameters<typeof recordUndo>[0];
type Folding = Decider<States[SliceName], unknown, AnyEvent>;

// The slice's name says which state, commands and events go together; a table of all seven can only name what they share.
const deciders = {
  school: schoolDecider,
  source: sourceDecider,
  person: personDecider,
  staff: staffDecider,
  class: classDecider,
  group: groupDecider,
  guardianship: guardianshipDecider,
} as unknown as Readonly<Record<SliceName, Folding>>;
const carriers = Object.fromEntries(sliceNames.map((name) => [name, inTurns(deciders[name])])) as unknown as Readonly<
  Record<SliceName, Decider<States[SliceName], Turns, AnyEvent>>
>;

/** What undoing an import did. Each event of it is counted once. */
export interface UndoReport {
  readonly undone: number;
  /** How many of each kind of event were undone. */
  readonly byDeed: Readonly<Partial<Record<AnyEvent['type'], number>>>;
  readonly kept: readonly Kept[];
  /** Events that this took, or would take: none where all was undone before. */
  readonly made: number;
}

export interface UndoOptions {
  readonly store: EventStore;
  readonly sealing: Pick<Sealing, 'open'>;
  readonly sql: Database;
  readonly clock: () => Date;
  /** Null: a dry run, which appends nothing. */
  readonly commands: CommandHandler | null;
  /** Who undoes it, null at the console. */
  readonly by: PersonId | null;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An import that has not ended may still be at work for so long, in milliseconds. */
const mayRun = 3_600_000;

/** Why an import cannot be undone at all, as a code of `reasons`; null where it can. */
export function mayUndo(record: ImportRecord | null, now: Date): 'undo_unknown' | 'undo_running' | null {
  if (!record) return 'undo_unknown';
  return record.endedAt === null && now.getTime() - Date.parse(record.begunAt) < mayRun ? 'undo_running' : null;
}

/** Turns in one append; each leads to two events at most, and an append holds 400. */
const lotSize = 150;
const inFlight = 16;

/**
 * Undoes an import by events that take back what it did, newest first, and leaves what later facts stand on. Ended in the middle it is finished by
 * running it again; run again it changes nothing more. A dry run decides the same and appends nothing. Runs of one file that were cut off are
 * undone together with the one that finished it, since none of them is a later fact to another.
 */
export async function undoImport(runs: readonly ImportRecord[], options: UndoOptions): Promise<UndoReport> {
  const { store, sql, commands, clock, by, onProgress, signal } = options;
  const ids = new Set(runs.map(({ id }) => id));
  const found = await readImport(store, { runs, others: await importIds(sql) });
  const { later, streams, events: total } = found;
  const run = crypto.randomUUID();
  if (commands) for (const id of ids) await recordUndoBegin(sql, id, { by, at: clock() });
  const undoneOf = new Map<string, number>();
  const keptBy = new Map<string, Kept[]>();
  const byDeed: Partial<Record<AnyEvent['type'], number>> = {};
  const kept: Kept[] = [];
  let [undone, made] = [0, 0];
  onProgress?.(0, total);
  for (const slice of sliceNames.toReversed()) {
    const queue = [...(streams.get(slice) ?? [])];
    if (slice === 'person')
      for (const person of await signedIn(sql, queue.map(personOf))) later.mark(person, 'undo_signed_in');
    const staying: Judged[] = [];
    const gone: PersonId[] = [];
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        for (let stream = queue.pop(); stream !== undefined; stream = queue.pop()) {
          signal?.throwIfAborted();
          const judged = await judge(options, { ids, slice, stream, later });
          const done = await carriedOut(options, { run, slice, stream, judged });
          made += done.made;
          for (const one of done.judged) {
            if (one.code !== null) staying.push(one);
            else {
              undone += 1;
              const id = one.event.metadata.correlationId;
              undoneOf.set(id, (undoneOf.get(id) ?? 0) + 1);
              byDeed[one.event.type] = (byDeed[one.event.type] ?? 0) + 1;
              if (one.event.type === 'PersonRegistered') gone.push(one.event.data.personId);
            }
            onProgress?.(undone + kept.length + staying.length, total);
          }
        }
      }),
    );
    // Only now, so that what is said does not hang on which stream came first.
    for (const one of staying) later.keep(one.event);
    for (const { event, code } of staying) {
      const one = keptOf(event, code ?? 'undo_changed');
      kept.push(one);
      const id = event.metadata.correlationId;
      (keptBy.get(id) ?? keptBy.set(id, []).get(id))?.push(one);
    }
    if (commands) await dropSignIns(sql, gone);
  }
  if (commands)
    for (const id of ids) {
      const ofRun = keptBy.get(id)?.toSorted(byThing) ?? [];
      await recordUndo(sql, id, { undone: undoneOf.get(id) ?? 0, kept: ofRun, at: clock() });
    }
  return { undone, byDeed, kept: kept.toSorted(byThing), made };
}

const personOf = (stream: string): string => stream.slice('person-'.length);

/** An event of the import, how it is undone, and why not (null: it is). */
interface Judged {
  readonly event: InStream<AnyEvent>;
  readonly undoing: Undoing;
  readonly code: string | null;
}

interface Where {
  readonly slice: SliceName;
  readonly stream: string;
}

/** The events of an import in one stream, newest first, each with what stands on it. */
async function judge(
  { store, sealing }: UndoOptions,
  { ids, slice, stream, later }: Where & { readonly ids: ReadonlySet<string>; readonly later: LaterFacts },
): Promise<readonly Judged[]> {
  const decider = deciders[slice];
  let state = decider.initialState;
  const own: Judged[] = [];
  for (let from = 0n; ;) {
    const page = await store.readStream(stream, { from, limit: 1_000 });
    for (const event of await sealing.open(page)) {
      const undoing = ids.has(event.metadata.correlationId) ? undoneBy(event, state) : null;
      if (undoing) own.push({ event, undoing, code: undoing.lost ? 'undo_lost' : later.on(undoing.on) });
      const { actorId, at } = event.metadata;
      state = decider.evolve(state, event, { id: event.id, at, actorId });
      from = event.revision + 1n;
    }
    if (page.length < 1_000) break;
  }
  const founding = own.find(({ undoing }) => undoing.founds);
  if (!founding) return own.toReversed();
  // A thing goes whole or stays whole: with it what the import changed of it, and it stays with whatever stays in it.
  const parts = own.filter(({ undoing }) => !undoing.founds && !isChange(undoing));
  const stays = founding.code ?? (parts.some(({ code }) => code !== null) ? 'undo_kept' : null);
  return own
    .map((one) => {
      if (one === founding) return { ...one, code: stays };
      if (!isChange(one.undoing)) return one;
      return stays === null ? { ...one, undoing: { on: [], commands: [] } } : { ...one, code: 'undo_kept' };
    })
    .toReversed();
}

/** A name, contacts, bells: of the thing itself, no thing of its own. */
const isChange = ({ still, commands }: Undoing): boolean => still !== undefined || commands.length === 0;

/** What became of what was judged, after its commands were decided, and appended where it is no dry run. */
async function carriedOut(
  options: UndoOptions,
  { run, slice, stream, judged }: Where & { run: string; judged: readonly Judged[] },
): Promise<{ readonly judged: readonly Judged[]; readonly made: number }> {
  const going = judged.filter(({ code }) => code === null);
  const results = new Map<Judged, string | null>();
  const decider = carriers[slice];
  let state: States[SliceName] | undefined;
  let made = 0;
  for (let start = 0; start < going.length; start += lotSize) {
    const lot = going.slice(start, start + lotSize);
    const turns: Turns = { turns: lot.map(({ undoing }) => undoing), refusals: [], made: 0 };
    if (options.commands) {
      const metadata = metadataOf(options, {
        importId: lot[0]?.event.metadata.correlationId ?? run,
        run,
        stream,
        start,
        schoolId: lot[0]?.event.metadata.schoolId ?? null,
      });
      const hash = createHash('sha256')
        .update(`undo/${stream}/${JSON.stringify(turns.turns)}`)
        .digest('hex');
      await options.commands({ stream, decider, command: turns, hash, metadata });
    } else {
      state ??= await stateNow(options, stream, decider);
      for (const event of decider.decide(state, turns))
        state = decider.evolve(state, event, { id: '' as never, at: '', actorId: null });
    }
    made += turns.made;
    for (const [index, one] of lot.entries()) {
      const refusal = turns.refusals[index] ?? null;
      results.set(one, refusal && (refusal.code.startsWith('undo_') ? refusal.code : 'undo_changed'));
    }
  }
  return { judged: judged.map((one) => ({ ...one, code: one.code ?? results.get(one) ?? null })), made };
}

function metadataOf(
  { clock, by }: UndoOptions,
  at: { importId: string; run: string; stream: string; start: number; schoolId: SchoolId | null },
): CommandMetadata {
  const commandId = uuidv5(at.run, `${at.stream}/${at.start}`) as CommandId;
  return {
    commandId,
    correlationId: undoIdOf(at.importId),
    causationId: at.importId,
    actorId: by,
    actingAs: { role: by === null ? 'system' : 'admin', fact: null },
    schoolId: at.schoolId,
    at: clock().toISOString(),
  };
}
