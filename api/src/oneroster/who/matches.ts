import { openText, type PersonId, streams } from '@peremena/events';
import { stateNow } from '../../core/folded.ts';
import { personDecider } from '../../person/decider.ts';
import { sourceDecider } from '../../source/decider.ts';
import { isDeleted } from '../plan/cells.ts';
import type { Identity } from '../plan/identity.ts';
import type { Log } from '../plan/log.ts';
import type { Held, MatchedRow, Who } from '../plan/who.ts';
import type { BundleRead } from '../reading/read-bundle.ts';

/** Whom a person said people of the source to be, by the ids they would have otherwise. */
export const readMatches = (log: Log, { source }: Pick<Identity, 'source'>): Promise<ReadonlyMap<PersonId, PersonId>> =>
  stateNow(log, streams.source(source), sourceDecider);

/** The rows of people who were matched before, with what is kept of them; one of them who is gone is kept out. */
export async function readMatched(
  { tables }: BundleRead,
  own: Identity,
  matches: ReadonlyMap<PersonId, PersonId>,
  log: Log,
): Promise<Who> {
  const matched = new Map<string, MatchedRow>();
  const keptOut = new Map<string, 'who_gone'>();
  if (matches.size === 0) return { matched, keptOut };
  for (const row of tables.users.rows) {
    const { sourcedId = '' } = row.cells;
    const personId = isDeleted(row) ? undefined : matches.get(own.person(sourcedId));
    if (personId === undefined) continue;
    const held = await heldOf(log, personId);
    if (held) matched.set(sourcedId, { knownAs: null, held });
    else keptOut.set(sourcedId, 'who_gone');
  }
  return { matched, keptOut };
}

/** What is kept of a person; null where they are gone or erased. */
async function heldOf(log: Log, personId: PersonId): Promise<Held | null> {
  const state = await stateNow(log, streams.person(personId), personDecider);
  if (!state || openText(state.familyName) === null) return null;
  return { middleName: openText(state.middleName), email: openText(state.email), phone: openText(state.phone) };
}
