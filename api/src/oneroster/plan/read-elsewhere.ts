import { type SchoolId, streams } from '@peremena/events';
import { classDecider } from '../../class/decider.ts';
import { stateNow } from '../../core/folded.ts';
import { groupDecider } from '../../group/decider.ts';
import type { BundleRead } from '../reading/read-bundle.ts';
import type { Row } from '../reading/table.ts';
import { isDeleted, kindOf } from './cells.ts';
import type { Identity } from './identity.ts';
import type { Log } from './log.ts';

const askedAtOnce = 32;

/** Those of some schools that are here. */
export async function schoolsHere(named: Iterable<SchoolId>, { store }: Log): Promise<readonly SchoolId[]> {
  const here: SchoolId[] = [];
  for (const id of named) if ((await store.readStream(streams.school(id), { limit: 1 })).length > 0) here.push(id);
  return here;
}

/**
 * Looks up in the log which classes and groups of a bundle are here already in another of its schools. The id of a class follows from its
 * sourcedId alone, so in a second school it would be the same class twice.
 */
export async function readElsewhere(
  { tables }: BundleRead,
  identity: Identity,
  { store, sealing }: Log,
  /** The schools that are here and that the bundle reaches. */
  here: readonly SchoolId[],
): Promise<ReadonlySet<string>> {
  const elsewhere = new Set<string>();
  if (here.length === 0) return elsewhere;
  const waiting = tables.classes.rows[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const row of waiting) if (await isElsewhere(row)) elsewhere.add(row.cells.sourcedId ?? '');
  };
  await Promise.all(Array.from({ length: askedAtOnce }, worker));
  return elsewhere;

  async function isElsewhere(row: Row<'classes'>): Promise<boolean> {
    const { sourcedId = '', schoolSourcedId = '' } = row.cells;
    const own = identity.school(schoolSourcedId);
    // Withdrawn since, it is nowhere; so not whether the stream is there, but what it says.
    const isIn = async (school: SchoolId): Promise<boolean> => {
      const ofClass = streams.class(school, identity.class(sourcedId));
      const ofGroup = streams.group(school, identity.group(sourcedId));
      if (kindOf(row) === 'group')
        return (await isThere(ofGroup)) && (await stateNow({ store, sealing }, ofGroup, groupDecider)) !== null;
      return (await isThere(ofClass)) && (await stateNow({ store, sealing }, ofClass, classDecider)) !== null;
    };
    if (isDeleted(row) || (here.includes(own) && (await isIn(own)))) return false;
    for (const school of here) if (school !== own && (await isIn(school))) return true;
    return false;
  }

  async function isThere(stream: string): Promise<boolean> {
    return (await store.readStream(stream, { limit: 1 })).length > 0;
  }
}
