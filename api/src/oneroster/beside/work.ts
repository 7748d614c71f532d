import type { SchoolId } from '@peremena/events';
import type { EventStore, Vault } from '@peremena/events/store';
import { readFile } from 'node:fs/promises';
import type { Sealing } from '../../core/parts.ts';
import type { CarriedBatch } from '../carrying-out/carry-out.ts';
import type { Became } from '../carrying-out/outcomes.ts';
import { type Begun, bringIn, type Planned, planRead, readPath, tryPlan } from '../import.ts';
import { planLists } from '../lists/plan-lists.ts';
import type { Wish } from '../plan/draft.ts';
import type { StatedEncoding } from '../reading/decode.ts';
import type { Limits } from '../reading/limits.ts';
import { layShelvesIn } from '../shelf/shelf.ts';
import { type Lines, linesOf } from '../uploading/lines.ts';
import { type Decisions, type Proposal, rowKey } from '../who/proposal.ts';
import { zoneOf } from '../writing/gather.ts';

/** A file that is to be looked through, or brought in where `run` is the id of its import. */
export interface Piece {
  readonly path: string;
  readonly kind: 'oneroster' | 'lists';
  readonly schoolId: SchoolId;
  readonly encoding: StatedEncoding | null;
  readonly decisions: Decisions;
  readonly limits: Limits;
  readonly now: Date;
  /** Where to put what does not fit into memory. */
  readonly shelves: string;
  readonly run: string | null;
}

/** What came of it: the report as it is kept, and who people of the file may be. */
export interface Worked {
  readonly lines: Lines;
  readonly proposals: readonly Proposal[];
}

/** What the work needs of the process that serves: the log, keys, and the carrying out of commands. */
export interface Hands {
  readonly store: Pick<EventStore, 'head' | 'readStream' | 'readSchool' | 'readAll'>;
  readonly sealing: Pick<Sealing, 'open'>;
  readonly makeKeys: (owners: Parameters<Vault['findOrMake']>[0]) => Promise<void>;
  /** Told before the first command. */
  readonly begin: (plan: Begun) => Promise<void>;
  readonly carry: (batch: CarriedBatch, wishes: readonly Wish[], start: number) => Promise<readonly Became[]>;
}

/** Reads and plans a file, and tries or carries out what it asks for. Throws `BundleRefused`. */
export async function work(piece: Piece, hands: Hands): Promise<Worked> {
  const { run } = piece;
  layShelvesIn(piece.shelves);
  const { plan, proposals } = await planOf(piece, hands);
  try {
    if (run === null) return { lines: linesOf(await tryPlan(plan, hands), { dry: true }), proposals };
    const { makeKeys, begin, carry } = hands;
    const carried = (batch: CarriedBatch) => (wishes: readonly Wish[], start: number) => carry(batch, wishes, start);
    const report = await bringIn(plan, { id: run, makeKeys, begin, carry: carried });
    return { lines: linesOf(report, { dry: false }), proposals };
  } finally {
    plan.shelf.close();
  }
}

async function planOf(
  piece: Piece,
  { store, sealing }: Hands,
): Promise<Pick<Planned, 'plan'> & { readonly proposals: readonly Proposal[] }> {
  const { path, kind, schoolId, encoding, decisions, limits, now } = piece;
  const log = { store, sealing };
  const clock = () => now;
  if (kind === 'lists') return planLists(await readFile(path), { ...log, clock, schoolId, decisions });
  const timeZone = (await zoneOf(log, schoolId)) ?? 'UTC';
  const read = await readPath(path, encoding ?? undefined, limits);
  const said = (row: Parameters<typeof rowKey>[0]) => decisions[rowKey(row)];
  return planRead(read, { clock, timeZone, school: schoolId, log, said });
}
